"""What of the image stays, before its compiled files are looked at."""

from typing import List, NamedTuple, Optional

import gather
import keep
import subprocesses
import traced
from findings import Findings
from ledger import Ledger
from patterns import Matcher
from reach import prune
from request import Request
from traces import Traces


class Selected(NamedTuple):
    """Besides what the ledger says: programs, what TRACE saw, and what imports reach under PRUNE."""

    tools: List[subprocesses.Tool]
    saw: traced.Kept
    pruned: Optional[prune.Pruned]


def select(
    source: gather.Source, asked: Request, seen: Traces, kept: Matcher, ledger: Ledger, findings: Findings
) -> Selected:
    """Enter what stays into the ledger. What the application and its start name comes first: imports are
    followed from there. What TRACE saw comes last, and says what nothing else had kept."""
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
        pruned = prune.keep(source, ledger, kept, seen, asked.prune == "strict")
        gather.follow_links(source, ledger)
    # After the links of all else: where those of a traced path lead, it alone counts.
    saw = traced.keep(source, seen, ledger, findings)
    keep.count(ledger, kept)
    tools += [tool for tool in saw.tools if all(tool.path != other.path for other in tools)]
    return Selected(tools, saw, pruned)
