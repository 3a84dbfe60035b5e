"""Parsing, XPath, XSLT, schemas and HTML by libxml2 and libxslt."""

from io import BytesIO

from lxml import etree, html, objectify
from lxml.html import fragment_fromstring

TEXT = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e "entity">]>
<r xmlns:n="urn:n"><a id="1">x&e;</a><n:b>\xc3\xa9</n:b><!-- c --><?pi y?><a id="2"><c/></a></r>"""
root = etree.fromstring(TEXT)
print(etree.tostring(root, encoding="unicode"))
print(root.xpath("//a/@id"), root.xpath("count(//*)"), root.xpath("//n:b/text()", namespaces={"n": "urn:n"}))
print(root.xpath("re:test('abc', '^a.c$')", namespaces={"re": "http://exslt.org/regular-expressions"}))
print([(event, node.tag) for event, node in etree.iterparse(BytesIO(TEXT), events=("start", "end")) if isinstance(node.tag, str)])
style = etree.XSLT(etree.XML(
    '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="http://exslt.org/math">'
    '<xsl:output method="text"/><xsl:param name="p"/><xsl:template match="/"><xsl:for-each select="//a">'
    '<xsl:value-of select="concat(@id, $p)"/>,</xsl:for-each></xsl:template></xsl:stylesheet>'))
print(str(style(root, p="'!'")))
schema = etree.RelaxNG(etree.XML('<element name="r" xmlns="http://relaxng.org/ns/structure/1.0"><zeroOrMore><element name="a"><attribute name="id"/></element></zeroOrMore></element>'))
print(schema.validate(etree.XML("<r><a id='1'/></r>")), schema.validate(etree.XML("<r><b/></r>")))
xsd = etree.XMLSchema(etree.XML('<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="n" type="xs:int"/></xs:schema>'))
print(xsd.validate(etree.XML("<n>4</n>")), xsd.validate(etree.XML("<n>x</n>")))
print(html.tostring(html.fromstring("<p>a<br>b<p>c &eacute;<div class=x>d"), encoding="unicode"))
print(fragment_fromstring("<b>x</b>").text_content(), objectify.fromstring("<r><i>5</i></r>").i + 1)
print(etree.tostring(root, method="c14n")[:60], etree.fromstring("<x>\u0416</x>".encode("koi8-r"), etree.XMLParser(encoding="koi8-r")).text)
for text in ("<a><b></a>", "", "<a b=1/>", "<a>&undefined;</a>"):
    try:
        etree.fromstring(text)
    except etree.XMLSyntaxError as error:
        print(type(error).__name__, error.lineno)
