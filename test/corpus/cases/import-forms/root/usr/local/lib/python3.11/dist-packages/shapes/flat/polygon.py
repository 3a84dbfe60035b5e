from ._names import five as NAME
