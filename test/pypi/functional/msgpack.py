"""Packing and unpacking by the C module: types, limits, streams, timestamps."""

import datetime

import msgpack
from msgpack import _cmsgpack

print(msgpack.Packer is _cmsgpack.Packer, msgpack.version)
VALUES = [0, -1, 2**63, 1.5, None, True, "é" * 40, b"\0" * 300, list(range(20)), {"a": {"b": [1, 2]}}, {1: 2}]
for value in VALUES:
    data = msgpack.packb(value)
    print(len(data), data[:12].hex(), msgpack.unpackb(data, strict_map_key=False) == value)
stream = msgpack.Unpacker(use_list=False)
for byte in b"".join(map(msgpack.packb, VALUES[:7])):
    stream.feed(bytes([byte]))
    for value in stream:
        print(type(value).__name__, end=" ")
print()
print(msgpack.unpackb(msgpack.packb(msgpack.ExtType(5, b"xyz"))), msgpack.Timestamp(1, 2).to_bytes().hex())
when = datetime.datetime(2024, 2, 29, 1, 2, 3, 456000, tzinfo=datetime.timezone.utc)
print(msgpack.unpackb(msgpack.packb(when, datetime=True), timestamp=3))
for data in (b"\xc1", b"\x92\x01", b"\xd9\xff"):
    try:
        msgpack.unpackb(data)
    except Exception as error:
        print(type(error).__name__, error)
