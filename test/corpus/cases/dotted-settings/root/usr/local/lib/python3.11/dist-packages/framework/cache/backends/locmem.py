from .base import Base


class LocMem(Base):
    pass
