import sqlite3

connection = sqlite3.connect(":memory:")
connection.execute("CREATE TABLE t(a)")
print(next(line for line in connection.iterdump() if "TABLE" in line).rstrip(";"))
print("snowman \N{SNOWMAN} from", rb"\N{SNOWMAN}".decode("unicode_escape"))
print("bücher".encode("idna"))
print(b"xn--bcher-kva".decode("idna"))

from xml.etree.ElementTree import Element, SubElement
from copy import deepcopy

tree = Element("a")
SubElement(tree, "b").text = "x"
print(deepcopy(tree).find("./b").text == "x")

from array import array
from pickle import dumps, loads

print(loads(dumps(array("i", [1, 2]), 3)))
import datetime, zoneinfo

print(loads(dumps(datetime.datetime(2023, 2, 28, tzinfo=zoneinfo.ZoneInfo("UTC")))).isoformat())
