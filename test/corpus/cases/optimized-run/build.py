import compileall

compileall.compile_dir("/usr/local/lib/python3.11/dist-packages/moded", quiet=1, optimize=[0, 1, 2])
