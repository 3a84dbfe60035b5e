from .base import Base


class Dialect(Base):
    name = "fancy"
    template = "~{} dialect~"
