import ctypes
import ctypes.util

print("by name", ctypes.CDLL("libc.so.6").strlen(b"hello"))
found = ctypes.util.find_library("c")
print("names", found, ctypes.util.find_library("m"))
print("found", ctypes.CDLL(found).strlen(b"hello"))
libc = ctypes.CDLL(None)
print("itself", libc.strlen(b"hello"))
numbers = (ctypes.c_int * 3)(3, 1, 2)
compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int))
libc.qsort(numbers, 3, ctypes.sizeof(ctypes.c_int), compare(lambda a, b: a[0] - b[0]))
print("sorted", list(numbers))
