__all__ = ["alpha", "delta"]
__all__ += ["beta"]
__all__.extend(("gamma",))
delta = "delta by hand"
