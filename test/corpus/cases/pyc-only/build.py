import os
import py_compile

TARGET = "/usr/local/lib/python3.11/dist-packages"
for folder, _, names in os.walk("/case/sources"):
    for name in sorted(names):
        path = os.path.join(folder, name)
        relative = os.path.relpath(path, "/case/sources")
        compiled = os.path.join(TARGET, relative + "c")
        os.makedirs(os.path.dirname(compiled), exist_ok=True)
        py_compile.compile(path, compiled, dfile=relative, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
