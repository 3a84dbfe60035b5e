"""Parsing, XPath, XSLT, schemas, HTML and objectify."""

import io

from lxml import etree, html, objectify
from lxml.html import clean

print(etree.LXML_VERSION, etree.LIBXML_VERSION, etree.LIBXSLT_VERSION)
tree = etree.XML("<shop><item price='3'>tea</item><item price='5'>café</item></shop>")
print(tree.xpath("sum(item/@price)"), tree.xpath("//item[@price>4]/text()"), etree.tostring(tree, encoding="unicode"))
sheet = etree.XML(
    '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/">'
    '<list><xsl:for-each select="//item"><xsl:sort select="@price" order="descending"/><i><xsl:value-of select="."/>'
    "</i></xsl:for-each></list></xsl:template></xsl:stylesheet>"
)
print(str(etree.XSLT(sheet)(tree)))
schema = etree.XMLSchema(
    etree.XML(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="n" type="xs:int"/></xs:schema>'
    )
)
print(schema.validate(etree.XML("<n>1</n>")), schema.validate(etree.XML("<n>x</n>")), schema.error_log.last_error.type_name)
relax = etree.RelaxNG(etree.XML('<element name="n" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>'))
print(relax.validate(etree.XML("<n>1</n>")))
page = html.fromstring("<p>a<br>b <a href='/x' onclick='e()'>link</a><script>1</script>")
print(html.tostring(clean.Cleaner(scripts=True, javascript=True).clean_html(page)))
print(objectify.fromstring("<r><a>1</a><a>2</a><b>x</b></r>").a[1] + 1)
for _, element in etree.iterparse(io.BytesIO(etree.tostring(tree)), tag="item"):
    print(element.text, end=" ")
try:
    etree.XML("<a><b></a>")
except etree.XMLSyntaxError as error:
    print(error)
