import sys

from zope.interface import verify
from zope.interface.interfaces import ObjectEvent

from extensions import show
from shop.interfaces import IItem, ILabel
from shop.parts import Item, Label


def seen():
    from zope.component import getGlobalSiteManager

    getGlobalSiteManager().registerAdapter(Label)
    print(ILabel(Item("nail")).text(), IItem.providedBy(Item("x1")), verify.verifyObject(ILabel, Label(Item("x1"))))


def held():
    import zope.event
    from zope.component import getUtilitiesFor, queryMultiAdapter
    from zope.configuration import xmlconfig
    from zope.schema import ValidationError, getFieldsInOrder, vocabulary

    import shop

    xmlconfig.file("configure.zcml", shop)
    print(ILabel(Item("screw")).text())
    print([name for name, _ in getUtilitiesFor(ILabel)], queryMultiAdapter((1, 2), ILabel))
    zope.event.notify(ObjectEvent(1))
    print([(name, field.title, field.title.domain) for name, field in getFieldsInOrder(IItem)[:2]])
    try:
        Item("n")
    except ValidationError as error:
        print(type(error).__name__, error.doc())
    print(vocabulary.SimpleVocabulary.fromValues([1, 2]).getTerm(1).token, list(IItem))
    try:
        xmlconfig.string("<configure><nothing /></configure>")
    except Exception as error:
        print(type(error).__name__)
    show()


{"seen": seen, "held": held}[sys.argv[1]]()
