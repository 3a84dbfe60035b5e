import enum

from . import try_import


class Kind(enum.Enum):
    SMALL = "wrapping.parts.small"
    LARGE = "wrapping.parts.large"

    def load(self):
        return try_import(self.value)


class Client:
    serializer_module = "wrapping.parts.serializer"

    def connection(self, module="wrapping.parts.default"):
        return try_import(module).STATE

    def serializer(self):
        return try_import(self.serializer_module).STATE
