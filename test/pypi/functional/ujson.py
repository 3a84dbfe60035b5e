"""JSON by the C module, numbers of double-conversion (C++) among them."""

import json
import math

import ujson

VALUES = [0, -(2**63), 2**64 - 1, 1e308, 5e-324, 0.1 + 0.2, 1 / 3, 1e21, True, None, "é\u2028\U0001f600\"\\/", {"a": [1, {"b": []}]}]
for value in VALUES:
    text = ujson.dumps(value)
    print(text, ujson.loads(text) == value, json.loads(text) == value)
print(ujson.dumps({"z": 1, "a": "</script>&"}, sort_keys=True, encode_html_chars=True, indent=2))
print(ujson.dumps("é", ensure_ascii=False), ujson.dumps("a/b", escape_forward_slashes=False), ujson.dumps(math.pi, indent=0))
print(ujson.dumps([1, 2], separators=(", ", " : ")), ujson.dumps({1, 2}.__class__, default=str))
for text in ("[1,", "{'a':1}", '"\\ud800', "nul", "1e", "[" * 2000):
    try:
        ujson.loads(text)
    except ValueError as error:
        print(type(error).__name__, error)
big = [{"id": n, "x": n / 7, "name": str(n)} for n in range(5000)]
print(ujson.loads(ujson.dumps(big)) == big, ujson.loads(ujson.dumps(big)) == json.loads(json.dumps(big)))
