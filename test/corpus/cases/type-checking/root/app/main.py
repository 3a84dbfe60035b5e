from invoice import Item, price

print(type(price("1.5")).__name__)
import typing

print(typing.get_type_hints(Item))
