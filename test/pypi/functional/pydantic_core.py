"""Validation, serialization and schemas by the core in Rust."""

import datetime
from decimal import Decimal
from typing import Annotated, Literal, Optional, Union

import pydantic
import pydantic_core
from pydantic import BaseModel, Field, TypeAdapter, ValidationError, field_validator


class Part(BaseModel):
    name: Annotated[str, Field(min_length=2, pattern=r"^[a-z]+$")]
    price: Decimal = Decimal("1.10")
    when: Optional[datetime.datetime] = None


class Whole(BaseModel):
    kind: Literal["a", "b"]
    parts: list[Part]
    extra: dict[str, Union[int, str]] = {}

    @field_validator("kind")
    @classmethod
    def upper(cls, value: str) -> str:
        return value.upper()


print(pydantic.VERSION, pydantic_core.__version__, pydantic_core._pydantic_core.__name__)
whole = Whole.model_validate_json('{"kind": "a", "parts": [{"name": "xy", "when": "2024-02-29T01:02:03Z"}], "extra": {"k": 1, "l": "é"}}')
print(whole, whole.model_dump_json(), whole.model_dump(mode="json", exclude_none=True))
print(Whole.model_json_schema()["properties"]["parts"], TypeAdapter(dict[str, set[int]]).validate_python({"a": ["1", 2]}))
for data in ({"kind": "c"}, {"kind": "a", "parts": [{"name": "X"}]}, {"kind": "a", "parts": [{"name": "xy", "price": "no", "when": 1e30}]}):
    try:
        Whole.model_validate(data)
    except ValidationError as error:
        print([(each["loc"], each["type"], each["msg"]) for each in error.errors()])
print(pydantic_core.from_json(b'[1, 2.5, "x", null, 12345678901234567890]'), pydantic_core.to_json({"a": Decimal("1.5"), "b": b"x", "c": {1}}))
print(TypeAdapter(pydantic.HttpUrl).validate_python("https://é.example:8443/p?q=1#f"), pydantic_core.Url("http://a.b/").host)
try:
    pydantic_core.from_json(b"[1,")
except ValueError as error:
    print(error)
