import importlib.util
from importlib.util import find_spec

print("imaplib", importlib.util.find_spec("imaplib") is not None)
print("gadgets", find_spec("gadgets") is not None)
print("gadgets.extra", find_spec(".extra", "gadgets") is not None)
print("no_such_thing", find_spec("no_such_thing") is not None)
spec = find_spec("gadgets.extra")
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
print(module.__name__, "says", module.hello())
