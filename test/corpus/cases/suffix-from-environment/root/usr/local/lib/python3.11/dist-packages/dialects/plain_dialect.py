from .base import Base


class Dialect(Base):
    name = "plain"
