import lazystub

__getattr__, __dir__, __all__ = lazystub.attach_stub(__name__, __file__)
