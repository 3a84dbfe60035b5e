import codecs
import csv
import os

with open("/app/encodings.csv", encoding="utf-8") as file:
    for row in csv.reader(file):
        print(row[0], len(row[1].encode(row[0])))
print("mac_latin2", codecs.lookup("MacCentralEurope").name == "mac-latin2")
print("rot13", codecs.encode("hello", "rot13"))
print("bz2", codecs.decode(codecs.encode(b"hi", "bz2"), "bz2") == b"hi")
print("hex", codecs.encode(b"hi", "hex").decode())
import cookie

print("cookie", cookie.WORD)
print("ENCODING", "é".encode(os.environ["ENCODING"]))
