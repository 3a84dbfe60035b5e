import sys

print(sys.stdout.encoding)
print(sys.stdin.read() + (" \u017e" if sys.stdout.encoding == "ascii" else ""))
