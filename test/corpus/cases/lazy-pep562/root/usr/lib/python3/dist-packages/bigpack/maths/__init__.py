from .numbers import STATE
