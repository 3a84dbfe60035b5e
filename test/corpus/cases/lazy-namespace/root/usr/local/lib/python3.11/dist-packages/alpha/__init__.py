from .parts import api
