"""The story of one analysis, from the request to the plan and the trees."""

import os

import binaries
import editable
import facts
import folders
import gather
import interpreter
import keep
import layers
import origin
import output
import program
import report
import request
from findings import Findings
from image import Image, mounts
from ledger import Ledger
from patterns import Matcher, import_roots


def run(base: str, root: str) -> None:
    findings = Findings()
    asked = request.load(os.path.join(base, "request", "request.json"))
    image = Image(root, mounts(root, base), findings)
    python = facts.running()
    if python.implementation != "cpython":
        message = "%s is %s %s; Faktory converts CPython images" % (
            asked.interpreter,
            python.implementation,
            python.version,
        )
        output.refuse(base, "not-cpython", message, "name an image in FROM whose entrypoint runs CPython")
        return
    path = image.real(asked.interpreter)
    if path.endswith(".km"):
        message = "%s is the payload of a Kontain image already" % path
        output.refuse(base, "already-converted", message, "name the image that it was made from in FROM")
        return
    source = look(image, asked, python, findings)
    found_origin = origin.find(image, python, source.interpreter.path)
    roots = import_roots(source.layout.imports)
    drop = Matcher(image, asked.drop, roots)
    kept = Matcher(image, asked.keep, roots)

    ledger = Ledger(image, drop, findings)
    gather.gather(source, ledger)
    keep.apply(image, ledger, source.layout, kept)
    gather.follow_links(source, ledger)
    found = binaries.decide(source, asked, found_origin, kept, ledger, findings)

    km = interpreter.km_path(source.interpreter, python.version)
    sizes = layers.nothing()
    if found.choice.mode == "dynamic" or not found.choice.blockers:
        changes = layers.Changes(source.interpreter.path, km, found.links, found.linked, found.choice.mode == "dynamic")
        sizes = layers.write(base, image, ledger, changes, findings)
        if found.choice.mode == "static":
            output.link(base, report.manifest(python, found_origin, found.choice))
    output.why(base, report.why(ledger))
    output.plan(
        base,
        report.plan(
            source, found_origin, km, found, sizes, {"dropped": drop.report(), "kept": kept.report()}, findings
        ),
    )


def look(image: Image, asked: request.Request, python: facts.Python, findings: Findings) -> gather.Source:
    """Everything that is learned before anything is chosen."""
    found = interpreter.identify(image, asked.interpreter)
    started = program.find(image, asked, found, python, findings)
    seen = program.ask(image, started, python, findings)
    bins = interpreter.bin_folders(image, started.env["PATH"], [seen.prefix, seen.base_prefix], started.cwd)
    links = interpreter.find_links(image, found, bins, findings)
    call = started.calls[-1]
    places = folders.Places(
        stdlib=[path for path in python.stdlib if image.is_folder(path)],
        path=[path for path in seen.path if path.startswith("/")],
        python_path=[path for path in call.env.get("PYTHONPATH", "").split(":") if path],
        prefix=seen.prefix,
        base_prefixes=sorted({seen.base_prefix, seen.base_exec_prefix}),
        bins=bins,
        workdir=started.cwd,
        first=[path or call.cwd for path in started.first if path is not None],
        editable=sorted(set(editable.find(image, seen.path))),
        named=[
            path for path in folders.named_paths(image, program.words(started), started.cwd) if image.is_folder(path)
        ],
    )
    layout = folders.arrange(image, places, findings)
    return gather.Source(image, python, found, started, seen, bins, links, layout)
