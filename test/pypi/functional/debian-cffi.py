"""Functions of the C library, structures, arrays, callbacks and handles."""

import _cffi_backend
from cffi import FFI

ffi = FFI()
ffi.cdef(
    """
    int abs(int);
    size_t strlen(const char *);
    double cos(double);
    typedef struct { int x; double y[3]; } point;
    typedef int (*compare)(const void *, const void *);
    void qsort(void *, size_t, size_t, compare);
    """
)
program = ffi.dlopen(None)
print(_cffi_backend.__version__, program.abs(-3), program.strlen(b"twelve bytes"), round(program.cos(0.5), 12))
point = ffi.new("point *", {"x": 4, "y": [1, 2, 3]})
print(point.x, list(point.y), ffi.sizeof("point"), ffi.typeof(point))


@ffi.callback("int(const void *, const void *)")
def ascending(one, other):
    return ffi.cast("int *", one)[0] - ffi.cast("int *", other)[0]


numbers = ffi.new("int[]", [5, 3, 9, 1])
program.qsort(numbers, 4, ffi.sizeof("int"), ascending)
print(list(numbers), ffi.string(ffi.new("char[]", b"text")), bytes(ffi.buffer(numbers))[:4])
handle = ffi.new_handle({"a": 1})
print(ffi.from_handle(handle))
try:
    program.not_there_at_all
except AttributeError as error:
    print(type(error).__name__)
