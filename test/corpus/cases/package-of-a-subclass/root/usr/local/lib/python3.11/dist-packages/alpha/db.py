from .base import Loader
class Db(Loader):
    package = "alpha.drivers"
    prefix = "drv_"
