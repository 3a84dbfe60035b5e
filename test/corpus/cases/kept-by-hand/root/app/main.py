import sys

name = sys.stdin.readline().strip()
__import__(name)
print(sys.modules[name].__name__)
