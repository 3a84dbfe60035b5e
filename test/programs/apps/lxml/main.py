import io
import sys

from lxml import etree

from extensions import show

TEXT = b"<a x='1'><b>one</b><b>two</b><!-- c --></a>"


def seen():
    root = etree.fromstring(TEXT)
    print(root.xpath("//b/text()"), root.get("x"))
    print(etree.tostring(root, pretty_print=True).decode())


def held():
    import lxml.html
    from lxml.html import diff
    from lxml import builder, isoschematron, objectify, sax

    root = etree.fromstring(TEXT)
    style = etree.XSLT(etree.XML('<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><r><xsl:value-of select="count(//b)"/></r></xsl:template></xsl:stylesheet>'))
    print(str(style(root)).strip())
    print(objectify.fromstring(TEXT).b[1], lxml.html.fromstring("<p>a<br>b").text_content())
    print(lxml.html.tostring(lxml.html.document_fromstring("<ul><li>x")).decode())
    schema = isoschematron.Schematron(etree.XML('<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="a"><assert test="count(b) = 2">two</assert></rule></pattern></schema>'))
    print("schematron", schema.validate(root), schema.validate(etree.XML("<a/>")))
    relax = etree.RelaxNG(etree.XML('<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>'))
    print("relax", relax.validate(root), relax.error_log.last_error.type_name)
    dtd = etree.DTD(io.StringIO("<!ELEMENT a (b*)><!ELEMENT b (#PCDATA)><!ATTLIST a x CDATA #REQUIRED>"))
    print("dtd", dtd.validate(root))
    xsd = etree.XMLSchema(etree.XML('<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a" type="xs:int"/></xs:schema>'))
    print("xsd", xsd.validate(etree.XML("<a>1</a>")), xsd.validate(root))
    print(etree.tostring(builder.E.p("x", builder.E.b("y"), id="z")))
    import xml.sax.handler

    handler = sax.ElementTreeContentHandler()
    sax.saxify(root, handler)
    print(handler.etree.getroot().tag, [event for event, _ in etree.iterparse(io.BytesIO(TEXT), events=("start", "end"))])
    try:
        etree.fromstring(b"<a>")
    except etree.XMLSyntaxError as error:
        print(error)
    print(diff.htmldiff("<p>a b</p>", "<p>a c</p>"))
    print(etree.fromstring("<a>ž</a>".encode("cp1250"), etree.XMLParser(encoding="cp1250")).text)
    show()


{"seen": seen, "held": held}[sys.argv[1]]()
