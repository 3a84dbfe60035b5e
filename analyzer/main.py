"""The analyzer's first file: it must also parse on Python 2.7, so that an old interpreter gets a
message and not a SyntaxError; and until the interpreter's library is known to be its own, it imports
only what is compiled in, so that one over another version's library gets a message too."""
# pyright: reportTypeCommentUsage=false
# (annotations are no Python 2.7 syntax)

import sys

OLDEST = (3, 6)


def option(arguments, name, default):
    # type: (list[str], str, str) -> str
    """The value after ``name``, without argparse: start-up time counts, and there are three options."""
    if name in arguments[:-1]:
        return arguments[arguments.index(name) + 1]
    return default


def refuse(base, code, message, hint):
    # type: (str, str, str, str) -> None
    """Write the plan of an image that cannot be converted, as output.py writes it, without json."""
    fields = (quoted(code), quoted(hint), quoted(message))
    text = '{\n "error": {\n  "code": %s,\n  "hint": %s,\n  "message": %s\n },\n "format": 1\n}\n' % fields
    with open(base + "/plan/plan.json", "wb") as file:
        file.write(text.encode("ascii"))


def quoted(text):
    # type: (str) -> str
    """A JSON string; bytes of a name that are no text, and rare characters, become a sign for such."""
    codes = (ord(char) if ord(char) < 0xD800 else 0xFFFD for char in text)
    return '"%s"' % "".join(
        chr(code) if 32 <= code < 127 and code not in (34, 92) else "\\u%04x" % code for code in codes
    )


def refuse_too_old(base):
    # type: (str) -> None
    """The one plan that an interpreter from before 3.6 can have."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    refuse(
        base,
        "python-too-old",
        "%s is Python %s; Faktory needs Python 3.6 or newer" % (sys.executable or "the interpreter", version),
        "name an image in FROM whose entrypoint runs Python 3.6 or newer",
    )


def refuse_mismatch(base):
    # type: (str) -> bool
    """Whether the interpreter runs over a library of another version, and so can go no further."""
    if sys.implementation.name != "cpython":
        return False
    import mismatch

    found = mismatch.find(mismatch.running(), sys.path[1:])
    if found is not None:
        refuse(base, "version-mismatch", *found)
    return found is not None


def main():
    # type: () -> None
    arguments = sys.argv[1:]
    base = option(arguments, "--base", "/.faktory")
    if sys.version_info[:2] < OLDEST:
        refuse_too_old(base)
        return
    if refuse_mismatch(base):
        return
    try:
        import analysis
    except Exception as error:
        version = "%d.%d.%d" % sys.version_info[:3]
        message = "%s is Python %s, and cannot import its own library: %s: %s"
        refuse(
            base,
            "library-broken",
            message % (sys.executable, version, error.__class__.__name__, error),
            "name an image in FROM whose python is whole: the program could not import it either",
        )
        return
    analysis.run(base, option(arguments, "--root", "/"), option(arguments, "--interpreter", ""))


if __name__ == "__main__":
    main()
