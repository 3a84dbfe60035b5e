import codecs

import mirrorcodecs

mirrorcodecs.register()
print("hello".encode("x_backwards"))
print(b"olleh".decode("x-backwards"))
try:
    codecs.lookup("x_sideways")
except LookupError as error:
    print(type(error).__name__)
