from __future__ import annotations

import typing
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import driftwood
    from heavyweight.frames import Frame
if typing.TYPE_CHECKING:
    import heavyweight

import datetime
import decimal


@dataclass(order=True)
class Item:
    price: decimal.Decimal
    when: typing.Optional[datetime.date] = None


def price(text: str, frame: Frame | None = None) -> decimal.Decimal:
    return decimal.Decimal(text)
