from .base import Base
from .kinds.child import Child
