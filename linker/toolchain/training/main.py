"""What the compiler learns from: programs of many kinds, each for some tenths of a second. main.py TIMES

They are not those of bench/speed, which would measure how well they were learnt by heart. Neither time nor chance is in
them, and memory.c and world.c have the addresses of memory equal from run to run, so that equal sources become equal
code. Counted is what comes after a first round: that one imports, and meets the file system. Old syntax: they run in
every CPython of the table.
"""

import importlib
import sys
from typing import Callable, Sequence

import arithmetic
import containers
import formats
import language
import texts

PROGRAMS: Sequence[Callable[[], object]] = (
    *language.PROGRAMS,
    *containers.PROGRAMS,
    *texts.PROGRAMS,
    *arithmetic.PROGRAMS,
    *formats.PROGRAMS,
)



def run_all() -> None:
    for program in PROGRAMS:
        program()


if __name__ == "__main__":
    run_all()
    if "_counters" in sys.builtin_module_names:
        counters = importlib.import_module("_counters")
        counters.begin()
        for _ in range(int(sys.argv[1])):
            run_all()
        counters.end()
