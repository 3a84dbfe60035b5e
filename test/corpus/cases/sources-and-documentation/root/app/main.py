import calendar
import doctest
import inspect
import io
import contextlib
import linecache

import documented

print(inspect.getsource(documented.half).splitlines()[0])
text = io.StringIO()
with contextlib.redirect_stdout(text):
    help(documented.half)
print(text.getvalue().splitlines()[0])
print(text.getvalue().splitlines()[2])
print("doctest", doctest.testmod(documented))
text = io.StringIO()
with contextlib.redirect_stdout(text):
    help("pass")
print(text.getvalue().splitlines()[0])
print("calendar source", "class" in "".join(linecache.getlines(calendar.__file__)))
