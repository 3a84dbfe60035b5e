"""The tracer's first file: has the source image do what the TRACE lines say, in a root that is thrown away, and writes
down what was imported, opened and started."""

import shutil
import sys
from typing import List

import document
import hooking
import notes
import request
import tracing
from document import Remark
from notes import Account
from report import count, say

BASE = "/.faktory"
# The exit code of a failure, to which the number of the TRACE line is added: src/graph/trace.ts has the same.
FAILED = 70


def run(base: str, root: str) -> int:
    """``root``: below which every python is hooked; its programs see it as ``/``, or are told of it."""
    asked = request.read(base)
    records = base + "/trace/notes"
    hooked = hooking.hook_all(root or "/", records)
    remarks = [blind(path, why) for path, why in hooked.blind]
    accounts: List[Account] = []
    for number, line in enumerate(asked.lines):
        tracing.clear(records)
        try:
            odd = tracing.run(line, asked)
        except tracing.LineFailed as error:
            say("the source image fails where it is traced: %s" % error)
            return FAILED + number
        account = notes.collect(records, "")
        tell(account)
        accounts.append(account)
        if odd:
            remarks.append(Remark(number, "trace-answer", ", ".join(odd), "a page of another kind shows more"))
        if not account.pythons:
            hint = "name a command that starts the image's python"
            remarks.append(Remark(number, "trace-blind", "no python was seen to start", hint))
    shutil.rmtree(records, ignore_errors=True)
    document.write(base, accounts, remarks)
    return 0


def blind(path: str, why: str) -> Remark:
    message = "the pythons of %s may not be seen: %s" % (path, why)
    return Remark(None, "trace-blind", message, "KEEP what they read")


def tell(account: Account) -> None:
    counts = (
        (account.modules, "module"),
        (account.files, "file"),
        (account.folders, "listed folder"),
        (account.programs, "program"),
    )
    seen = ", ".join(count(len(each), noun) for each, noun in counts)
    say("  %s; Python %s" % (seen, ", ".join(account.pythons) or "was not seen"))


if __name__ == "__main__":
    sys.exit(run(BASE, "/"))
