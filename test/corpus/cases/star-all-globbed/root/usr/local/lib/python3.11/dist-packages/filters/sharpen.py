from . import FILTERS

FILTERS["sharpen"] = lambda picture: picture
