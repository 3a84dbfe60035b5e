"""Escaping, formatting and the rules of a string that is safe."""

import markupsafe
from markupsafe import Markup, _speedups, escape, escape_silent, soft_str


class Element:
    def __html__(self) -> str:
        return "<b>bold</b>"


print(escape is _speedups.escape, markupsafe.__version__)
print(escape("<script>alert('1' & \"2\")</script>"))
print(escape(Element()), escape(42), repr(escape_silent(None)))
print(Markup("<em>%s</em>") % "<x>", Markup("<a href={}>").format('"q"'))
print(Markup("<i>1</i> &amp; <!-- c --> 2").striptags(), Markup("&lt;&eacute;&gt;").unescape())
print(soft_str(Markup("<x>")).__class__.__name__, len(escape("é<\U0001f600>" * 1000)))
