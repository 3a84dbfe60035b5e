"""Which unit a file is a part of: its distribution, else its top-level package, else the application."""

import re
from typing import Dict, List, Tuple

from reach.distributions import Distribution
from reach.module import Module
from reach.world import World

APPLICATION = "app"
STANDARD = "stdlib"
# Packages of these names are parts of a distribution that its own computed names do not mean, where they hold tests: a
# subcommand may have such a name, too.
TESTS = frozenset(("test", "tests", "testing", "_tests", "benchmark", "benchmarks"))
TEST = re.compile(r"tests?(_|$)|_?tests$|conftest$|bench_|\w+_test$")


class Units:
    """Units by their keys: "app", "stdlib", a distribution's key, or a top-level package with a "/" after it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.distributions: Dict[str, Distribution] = {one.key: one for one in world.distributions}
        self.parts: Dict[str, Tuple[str, ...]] = {}
        self.tests: Dict[str, bool] = {}

    def of(self, path: str, module: str, place: str) -> str:
        if place == "stdlib":
            return STANDARD
        distribution = self.world.distribution_of(path) if path else None
        if distribution is not None and place != "app":
            return distribution.key
        if place == "app":
            return APPLICATION
        words = module.split(".")
        top = self.world.find(words[0])
        return ".".join(words[: 2 if top is not None and top.kind == "namespace" else 1]) + "/"

    def of_module(self, module: Module) -> str:
        return self.of(module.path or (module.folders[0] if module.folders else ""), module.name, module.place)

    def requires(self, unit: str) -> Tuple[str, ...]:
        distribution = self.distributions.get(unit)
        return distribution.requires if distribution is not None else ()

    def tops(self, unit: str) -> Tuple[str, ...]:
        distribution = self.distributions.get(unit)
        if distribution is not None:
            return distribution.tops
        return (unit[:-1],) if unit.endswith("/") else ()

    def modules(self, unit: str) -> Tuple[str, ...]:
        """Every module of a unit, without its tests."""
        if unit not in self.parts:
            self.parts[unit] = tuple(name for name in self.all_modules(unit) if not self.is_test(name))
        return self.parts[unit]

    def all_modules(self, unit: str) -> List[str]:
        distribution = self.distributions.get(unit)
        if distribution is not None:
            named = {self.world.module_of(path) for path in distribution.files}
            found = sorted(name for name in named if name)
            if found:
                return found
        return [name for top in self.tops(unit) for name in [top] + self.world.below(top)]

    def is_test(self, module: str) -> bool:
        """Below the top of a package: a package may be called so itself."""
        words = module.split(".")
        return any(
            words[at] == "conftest" or (words[at] in TESTS and self.holds_tests(".".join(words[: at + 1])))
            for at in range(1, len(words))
        )

    def holds_tests(self, package: str) -> bool:
        if package not in self.tests:
            children = [name.rpartition(".")[2] for name in self.world.children(package)]
            self.tests[package] = any(TEST.match(child) for child in children)
        return self.tests[package]
