import builtins

top = __import__("steps.first")
print("first", top.first.NUMBER)
print("second", __import__("steps.second", globals(), locals(), ["NUMBER"], 0).NUMBER)
print("third", getattr(__import__("steps", fromlist=("third",)), "third").NUMBER)
print("fourth", top.first.fourth())
print("colorsys", builtins.__import__("colorsys").rgb_to_yiq(0, 0, 0))
