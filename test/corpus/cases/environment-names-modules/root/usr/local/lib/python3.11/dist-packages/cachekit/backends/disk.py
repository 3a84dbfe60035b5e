from .base import Base


class Disk(Base):
    pass
