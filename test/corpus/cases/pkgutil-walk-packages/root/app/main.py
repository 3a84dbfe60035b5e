import pkgutil

import rules

for info in pkgutil.walk_packages(rules.__path__, rules.__name__ + "."):
    if not info.ispkg:
        info.module_finder.find_spec(info.name).loader.load_module(info.name)
for name in sorted(rules.REGISTERED):
    print(name)
