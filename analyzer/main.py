"""The analyzer's first file: it must also parse on Python 2.7, so that an old interpreter gets a
message and not a SyntaxError. Everything that needs 3.6 is imported after the version is known."""
# pyright: reportTypeCommentUsage=false
# (annotations are no Python 2.7 syntax)

import json
import os
import sys

OLDEST = (3, 6)


def option(arguments, name, default):
    # type: (list[str], str, str) -> str
    """The value after ``name``, without argparse: start-up time counts, and there are two options."""
    if name in arguments[:-1]:
        return arguments[arguments.index(name) + 1]
    return default


def report_too_old(base):
    # type: (str) -> None
    """Write the one plan that an interpreter from before 3.6 can have."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    plan = {
        "format": 1,
        "error": {
            "code": "python-too-old",
            "message": "%s is Python %s; Faktory needs Python 3.6 or newer"
            % (sys.executable or "the interpreter", version),
            "hint": "name an image in FROM whose entrypoint runs Python 3.6 or newer",
        },
    }
    text = json.dumps(plan, sort_keys=True, indent=1, separators=(",", ": ")) + "\n"
    with open(os.path.join(base, "plan", "plan.json"), "wb") as file:
        file.write(text.encode("ascii"))


def main():
    # type: () -> None
    base = option(sys.argv[1:], "--base", "/.faktory")
    root = option(sys.argv[1:], "--root", "/")
    if sys.version_info[:2] < OLDEST:
        report_too_old(base)
        return
    import analysis

    analysis.run(base, root)


if __name__ == "__main__":
    main()
