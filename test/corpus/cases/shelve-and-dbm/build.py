import dbm.dumb
import os

os.makedirs("/app/old")
with dbm.dumb.open("/app/old/table") as table:
    table[b"key"] = b"value"
