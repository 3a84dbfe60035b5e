"""Persistent vectors by the C module, beside the rest."""

import pickle

import pvectorc
from pyrsistent import freeze, m, pmap, pset, pvector, thaw, v

print(pvectorc.__name__, type(v(1)).__module__, type(v(1)) is type(pvectorc.pvector()))
vector = pvector(range(2000))
other = vector.set(500, -1).append(7).extend([8, 9])
print(len(vector), len(other), other[500], vector[500], other[-1], sum(other[100:200]), other[::-500].tolist())
evolver = vector.evolver()
evolver[3] = "three"
evolver.append("end")
print(evolver.persistent()[3], evolver.is_dirty(), vector[3], vector.index(77), vector.count(5))
print(v(1, 2) + v(3), v(1, 2) * 2, v(1, 2) < v(1, 3), hash(v(1, 2)) == hash(v(1, 2)), repr(v("a", v())))
print(pickle.loads(pickle.dumps(v(1, 2))), v(1, [2]).transform([0], lambda x: x + 1), v(1, 2, 3).delete(1), v(1, 2).mset(0, 5, 1, 6))
print(freeze({"a": [1, {"b": 2}]}), thaw(m(a=v(1))), pmap({"a": 1}).set("b", 2)["b"], 3 in pset([1, 3]))
for call in (lambda: v(1)[5], lambda: v(1).remove(9), lambda: v(1).set("x", 1)):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
