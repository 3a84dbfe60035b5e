import moded

try:
    assert False
except AssertionError:
    print("asserts on")
else:
    print("asserts off")
print(moded.mode())
