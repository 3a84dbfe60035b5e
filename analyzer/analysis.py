"""The story of one analysis, from the request to the plan and the trees."""

import os
from typing import Optional, Tuple

import binaries
import editable
import facts
import folders
import gather
import hints
import interpreter
import launchers
import layers
import lockfiles
import mismatch
import openssl
import origin
import output
import program
import relink
import report
import request
import selection
import successor
import traces
from findings import Findings
from image import Image, mounts
from ledger import Ledger
from patterns import Matcher, import_roots
from reach import prune


def run(base: str, root: str, successor_path: str) -> None:
    """``successor_path`` is the python that the program runs by, where an analyzer in another one found it."""
    findings = Findings()
    asked = request.load(os.path.join(base, "request", "request.json"))
    asked = asked._replace(interpreter=successor_path or interpreter.started_by(asked.interpreter))
    image = Image(root, mounts(root, base), findings)
    python = facts.running()
    found_interpreter = interpreter.identify(image, asked.interpreter)
    started = program.find(image, asked, found_interpreter, python, findings)
    if started.entry.other is not None and not successor_path:
        successor.hand_over(image, started.entry.other, base, findings)
    refusal = refused(image, asked.interpreter, python)
    if refusal is not None:
        output.refuse(base, *refusal)
        return
    source = look(image, found_interpreter, started, python, findings)
    mixed = mismatch.find(mismatch.running(), program.library_folders(image, started, source.seen, python))
    if mixed is not None:
        output.refuse(base, "version-mismatch", *mixed)
        return
    write(base, asked, source, findings)


def refused(image: Image, path: str, python: facts.Python) -> Optional[Tuple[str, str, str]]:
    """The error of a python that is not to be converted: its code, message and hint."""
    if python.implementation != "cpython":
        message = "%s is %s %s; Faktory converts CPython images" % (path, python.implementation, python.version)
        return "not-cpython", message, "name an image in FROM whose entrypoint runs CPython"
    real = image.real(path)
    if real.endswith(".km"):
        message = "%s is the payload of a Kontain image already" % real
        return "already-converted", message, "name the image that it was made from in FROM"
    return None


def write(base: str, asked: request.Request, source: gather.Source, findings: Findings) -> None:
    """Choose what is kept, and write the trees and the documents."""
    image = source.image
    python = source.python
    found_origin = origin.find(image, python, source.interpreter.path, asked.releases)
    roots = import_roots(source.layout.imports)
    drop = Matcher(image, asked.drop, roots)
    kept = Matcher(image, asked.keep, roots)

    seen = traces.seen(image, base, asked, findings)
    ledger = Ledger(image, drop, findings)
    selected = selection.select(source, asked, seen, kept, ledger, findings)
    found = binaries.decide(source, asked, found_origin, selected, kept, ledger, findings)
    pruned = prune.count(source, ledger, selected.pruned) if selected.pruned is not None else None

    km = interpreter.km_path(source.interpreter, python.version)
    sizes = layers.nothing()
    if found.choice.mode == "dynamic" or not found.choice.blockers:
        changes = layers.Changes(
            interpreter=source.interpreter.path,
            km=km,
            links=found.links,
            linked=found.linked,
            texts=found.texts,
            dynamic=found.choice.mode == "dynamic",
            added=hints.items(source, ledger),
        )
        sizes = layers.write(base, image, ledger, changes, findings)
        if found.choice.mode == "static":
            hashes = lockfiles.hashes(source, relink.versions(found.relinked))
            records = found.relinked.records
            output.link(
                base, report.manifest(python, found_origin, found.choice, source.openssl, records, hashes, ledger)
            )
    output.why(base, report.why(ledger, pruned.reached if pruned is not None else None))
    output.plan(
        base,
        report.plan(
            source,
            found_origin,
            km,
            found,
            sizes,
            {"dropped": drop.report(), "kept": kept.report(), "prune": report.prune(asked.prune, pruned)},
            findings,
        ),
    )


def look(
    image: Image, found: interpreter.Interpreter, started: program.Program, python: facts.Python, findings: Findings
) -> gather.Source:
    """Everything that is learned before anything is chosen."""
    seen = program.ask(image, started, python, findings)
    bins = interpreter.bin_folders(image, started.env["PATH"], [seen.prefix, seen.base_prefix], started.cwd)
    links = interpreter.find_links(image, found, bins, findings)
    call = started.calls[-1]
    launched = [named for run, one in zip(started.runs, started.calls) for named in launchers.find(image, one, run)]
    places = folders.Places(
        stdlib=[path for path in python.stdlib if image.is_folder(path)],
        path=[path for path in seen.path if path.startswith("/")],
        python_path=[path for path in call.env.get("PYTHONPATH", "").split(":") if path],
        prefix=seen.prefix,
        base_prefixes=sorted({seen.base_prefix, seen.base_exec_prefix}),
        bins=bins,
        workdir=started.cwd,
        first=[path or call.cwd for path in started.first if path is not None],
        launched=[(named.folder, named.why) for named in launched],
        environments=[path for path in (interpreter.venv(image, one.path) for one in started.calls) if path],
        editable=sorted(set(editable.find(image, seen.path))),
        named=[
            path for path in folders.named_paths(image, program.words(started), started.cwd) if image.is_folder(path)
        ],
    )
    layout = folders.arrange(image, places, findings)
    tls = openssl.find(image, python, found.path)
    return gather.Source(image, python, found, started, seen, bins, links, layout, launched, tls)
