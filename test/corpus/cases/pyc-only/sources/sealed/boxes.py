from sealed.words import SEALED

NAME = SEALED + " box"
