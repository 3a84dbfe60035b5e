from zope.component import adapter
from zope.interface import implementer
from zope.schema.fieldproperty import FieldProperty

from shop.interfaces import IItem, ILabel


@implementer(IItem)
class Item:
    name = FieldProperty(IItem["name"])
    count = FieldProperty(IItem["count"])

    def __init__(self, name):
        self.name = name


@adapter(IItem)
@implementer(ILabel)
class Label:
    def __init__(self, item):
        self.item = item

    def text(self):
        return f"{self.item.name} x {self.item.count}"


class Registry:
    pass


def created(event):
    print("event", type(event).__name__)
