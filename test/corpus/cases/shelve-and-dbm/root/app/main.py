import dbm
import shelve

with shelve.open("/tmp/shelf") as shelf:
    shelf["list"] = [1, 2]
with shelve.open("/tmp/shelf") as shelf:
    print("shelf", shelf["list"])
print("opened by", dbm.whichdb("/tmp/shelf"))
with dbm.open("/app/old/table", "r") as table:
    print("dumb", table[b"key"], "by", dbm.whichdb("/app/old/table"))
