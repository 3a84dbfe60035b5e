from ._layers import STYLE
