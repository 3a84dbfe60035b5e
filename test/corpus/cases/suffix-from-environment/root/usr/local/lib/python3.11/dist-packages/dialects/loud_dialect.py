from .base import Base


class Dialect(Base):
    name = "loud"

    def text(self):
        return super().text().upper()
