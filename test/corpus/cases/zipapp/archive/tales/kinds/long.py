from .brief import TEXT as START

NAME = "long"
TEXT = START + ", and so on"
