from .blades import COUNT


class Turbine:
    blades = COUNT
