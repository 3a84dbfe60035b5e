"""C types, structures, callbacks and calls into the C library."""

import _cffi_backend
import cffi

ffi = cffi.FFI()
ffi.cdef(
    """
    typedef struct { int x; double y; char name[8]; struct { short a, b; } in; unsigned f : 3; } thing;
    union u { int i; float f; unsigned char bytes[4]; };
    enum color { RED, GREEN = 5, BLUE };
    size_t strlen(const char *);
    int abs(int);
    double sqrt(double);
    int snprintf(char *, size_t, const char *, ...);
    void qsort(void *, size_t, size_t, int (*)(const void *, const void *));
    """
)
print(_cffi_backend.__version__, ffi.sizeof("thing"), ffi.alignof("thing"), ffi.offsetof("thing", "in"))
thing = ffi.new("thing *", {"x": 3, "y": 1.5, "name": b"abc", "in": (7, 8), "f": 5})
print(thing.x, thing.y, ffi.string(thing.name), getattr(thing, "in").b, thing.f, ffi.getctype("thing *"))
union = ffi.new("union u *", {"f": 1.0})
print(bytes(union.bytes).hex(), ffi.typeof("enum color").elements, int(ffi.cast("enum color", 6)))
lib = ffi.dlopen(None)
print(lib.strlen(b"hello"), lib.abs(-4))
buffer = ffi.new("char[40]")
print(lib.snprintf(buffer, 40, b"%d %s %.2f", ffi.cast("int", 42), ffi.new("char[]", b"str"), ffi.cast("double", 2.5)), ffi.string(buffer))
numbers = ffi.new("int[]", [5, 3, 9, 1])


@ffi.callback("int(const void *, const void *)")
def compare(a, b):
    return ffi.cast("int *", a)[0] - ffi.cast("int *", b)[0]


lib.qsort(numbers, 4, ffi.sizeof("int"), compare)
print(list(numbers), bytes(ffi.buffer(numbers))[:4], ffi.from_handle(ffi.new_handle("kept") if False else (h := ffi.new_handle("kept"))))
for call in (lambda: numbers[9], lambda: ffi.new("unknown *"), lambda: ffi.cast("int", "no"), lambda: lib.missing):
    try:
        call()
    except Exception as error:
        print(type(error).__name__)
