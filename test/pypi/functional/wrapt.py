"""Proxies and decorators by the C module."""

import inspect

import wrapt
from wrapt import _wrappers

print(wrapt.ObjectProxy.__mro__[-2].__module__, issubclass(wrapt.ObjectProxy, _wrappers.ObjectProxy))


@wrapt.decorator
def loud(wrapped, instance, args, kwargs):
    return f"{type(instance).__name__}:{wrapped(*args, **kwargs)}!"


@loud
def function(a, b=2, *, c: int = 3) -> str:
    """Its words."""
    return f"{a}{b}{c}"


class Thing:
    @loud
    def method(self, x):
        return x * 2

    @loud
    @classmethod
    def of_class(cls, x):
        return cls.__name__ + x


print(function(1, c=5), function.__doc__, inspect.signature(function))
print(Thing().method(4), Thing.of_class("y"), Thing.method.__name__)
proxy = wrapt.ObjectProxy([3, 1, 2])
proxy.sort()
proxy += [9]
print(proxy, isinstance(proxy, list), len(proxy), proxy[1], proxy == [1, 2, 3, 9], repr(type(proxy)))
number = wrapt.ObjectProxy(7)
print(number + 1, 2**number, number // 2, divmod(number, 4), -number, hash(number) == hash(7), f"{number:03d}")
print(wrapt.PartialCallableObjectProxy(lambda *a, **k: (a, k), 1, z=2)(3, y=4))
wrapt.wrap_function_wrapper("json", "dumps", lambda wrapped, instance, args, kwargs: wrapped(*args, **kwargs).upper())
print(__import__("json").dumps({"a": [True, None]}))
