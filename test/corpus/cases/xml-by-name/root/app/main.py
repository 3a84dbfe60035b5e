import io
import xml.dom
import xml.dom.pulldom
import xml.sax
from xml.etree import ElementInclude, ElementTree

TEXT = "<a><b>x</b></a>"


class Counter(xml.sax.ContentHandler):
    count = 0

    def startElement(self, name, attrs):
        self.count += 1


parser = xml.sax.make_parser()
counter = Counter()
parser.setContentHandler(counter)
parser.parse(io.StringIO(TEXT))
print("sax", type(parser).__module__.rpartition(".")[2], counter.count)

from xml.dom.minidom import parseString

print("dom", parseString(TEXT).documentElement.toxml())
print("implementation", xml.dom.getDOMImplementation().__class__.__module__)
events = xml.dom.pulldom.parseString(TEXT, xml.sax.make_parser(["xml.sax.expatreader"]))
print("pulldom", [node.tagName for event, node in events if event == "START_ELEMENT"][1])
print("etree", ElementTree.fromstring(TEXT).findtext("b"))
tree = ElementTree.fromstring('<d xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="part.xml"/></d>')
ElementInclude.include(tree)
print("include", ElementTree.tostring(tree, encoding="unicode"))
