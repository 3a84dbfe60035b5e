from importlib import import_module


def default():
    return import_module("." + "plain", __package__).NAME
