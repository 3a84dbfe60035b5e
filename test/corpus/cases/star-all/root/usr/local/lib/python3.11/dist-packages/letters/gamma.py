from . import _names as names

NAME = names.GAMMA
