"""A page of fastapi's that uvicorn serves on uvloop with httptools' parser, its models checked in Rust."""

import asyncio
import sys

import pydantic
import pydantic_core
from fastapi import FastAPI

app = FastAPI()


class Item(pydantic.BaseModel):
    name: str
    price: float = 1.5


@app.get("/{number}")
async def page(number: int, name: str = "é") -> dict:
    return {
        "item": Item(name=name, price=number),
        "loop": type(asyncio.get_running_loop()).__module__,
        "parser": "uvicorn.protocols.http.httptools_impl" in sys.modules and "httptools.parser.parser" in sys.modules,
        "core": pydantic_core._pydantic_core.__name__,
        "extras": sorted(name for name in ("watchfiles", "websockets", "yaml", "dotenv") if __import__(name)),
    }


if __name__ == "__main__":
    import websockets.speedups
    import watchfiles

    print(asyncio.run(page(3)), watchfiles.__version__, websockets.speedups.apply_mask(b"abcdef", b"1234").hex())
    print(sorted(app.openapi()["paths"]))
