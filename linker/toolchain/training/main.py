"""What the compiler learns from: programs of many kinds, each for some tenths of a second. main.py TIMES

They are not those of bench/speed, which would measure how well they were learnt by heart. Neither time nor chance is in
them; what still differs from run to run are the addresses of memory, which some counts are of. Old syntax: they run in
every CPython of the table.
"""

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

if __name__ == "__main__":
    for _ in range(int(sys.argv[1])):
        for program in PROGRAMS:
            program()
