"""
>>> import colorsys
>>> colorsys.__name__
'colorsys'
"""
import doctest
print(doctest.testmod())
