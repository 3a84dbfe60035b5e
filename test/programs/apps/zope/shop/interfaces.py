from zope.i18nmessageid import MessageFactory
from zope.interface import Interface
from zope.schema import Choice, Int, TextLine

_ = MessageFactory("shop")


class IItem(Interface):
    name = TextLine(title=_("Name"), min_length=2)
    count = Int(title=_("Count"), min=0, default=1)
    size = Choice(values=("small", "large"), required=False)


class ILabel(Interface):
    def text():
        """A text."""
