from natives import _core

print("started with", _core.STARTED)
print("helper", _core.helper())
print("late", _core.late())
