import pkgutil

import galaxy.near.moon
import galaxy.ship
from galaxy import sun
import galaxy.near

for module in (sun, galaxy.near.moon, galaxy.ship):
    print(module.__name__.rpartition(".")[2], "of", next(f for f in ("/usr/local", "/usr/lib", "/app") if module.__file__.startswith(f)))
names = [m.name for m in pkgutil.iter_modules(galaxy.near.__path__)] + ["ship", "sun", "engine"]
print(*sorted(names))
assert len(galaxy.__path__) == 3, galaxy.__path__
