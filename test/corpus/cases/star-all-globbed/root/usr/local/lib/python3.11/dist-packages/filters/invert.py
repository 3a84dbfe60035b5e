from . import FILTERS

FILTERS["invert"] = lambda picture: picture[::-1]
