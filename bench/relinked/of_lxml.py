"""Import, parsing, searching and writing of a document in memory."""

import json
import time

start = time.perf_counter()
from lxml import etree  # noqa: E402

imported = time.perf_counter() - start

from timing import best  # noqa: E402

text = b"<r>" + b"".join(b'<e id="%d"><f>some text &amp; more</f><g/></e>' % index for index in range(30_000)) + b"</r>"
tree = etree.fromstring(text)
find = etree.XPath("//e[@id mod 7 = 0]/f/text()")
style = etree.XSLT(
    etree.XML(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        '<xsl:template match="/"><o><xsl:for-each select="//f"><i><xsl:value-of select="."/></i></xsl:for-each></o>'
        "</xsl:template></xsl:stylesheet>"
    )
)


def walk():
    for element in tree.iter("e"):
        element.get("id")


print(
    json.dumps(
        {
            "import": imported,
            "parse": best(lambda: etree.fromstring(text)),
            "walk": best(walk),
            "XPath": best(lambda: find(tree)),
            "XSLT": best(lambda: style(tree)),
            "write": best(lambda: etree.tostring(tree)),
        }
    )
)
