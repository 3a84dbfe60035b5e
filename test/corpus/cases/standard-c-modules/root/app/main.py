import bz2
import ctypes
import decimal
import hashlib
import json.encoder
import lzma
import sqlite3
import ssl
import sys
import uuid
import zlib

connection = sqlite3.connect(":memory:")
print("sqlite", connection.execute("select 1 + 2").fetchone()[0])
print("ssl", ssl.create_default_context().protocol.name.replace("PROTOCOL_", "").replace("_CLIENT", " client"))
print("decimal", "_decimal" in sys.modules, decimal.Decimal("0.1") + decimal.Decimal("0.2"))
NAMES = ("md5", "sha1", "sha512", "sha3_256", "blake2b", "sha512_256", "ripemd160", "sm3")
print("hashes", sum(len(hashlib.new(name, b"x").digest()) > 0 for name in NAMES))
for module in (lzma, bz2, zlib):
    print(module.__name__, module.decompress(module.compress(b"x")) == b"x")
print("uuid", uuid.uuid5(uuid.NAMESPACE_DNS, "a").version)
print("json", json.encoder.c_make_encoder.__module__)
print("ctypes", ctypes.CDLL(None).abs(-42))
sys.modules["_decimal"] = None
del sys.modules["decimal"]
import decimal as again

print("pure", "_pydecimal" in sys.modules, again.Decimal("0.5"))
