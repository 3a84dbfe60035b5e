"""What of the image stays, before its compiled files are looked at."""

from typing import List, Optional, Tuple

import gather
import keep
import subprocesses
from findings import Findings
from ledger import Ledger
from patterns import Matcher
from reach import prune
from request import Request


def select(
    source: gather.Source, asked: Request, kept: Matcher, ledger: Ledger, findings: Findings
) -> Tuple[List[subprocesses.Tool], Optional[prune.Pruned]]:
    """Enter what stays into the ledger. What the application and its start name comes first: imports are
    followed from there."""
    gather.gather(source, ledger)
    if asked.prune == "none":
        gather.gather_whole(source, ledger)
    else:
        gather.gather_application(source, ledger)
    keep.apply(source.image, ledger, source.layout, kept)
    gather.follow_links(source, ledger)
    tools = subprocesses.keep(source, ledger, findings)
    pruned = None
    if asked.prune != "none":
        pruned = prune.keep(source, ledger, kept)
        gather.follow_links(source, ledger)
    keep.count(ledger, kept)
    return tools, pruned
