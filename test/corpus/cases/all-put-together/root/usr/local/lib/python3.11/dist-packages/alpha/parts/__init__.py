__all__ = ["part%d" % n for n in range(1, 3)]
__all__ += ["extra"]
