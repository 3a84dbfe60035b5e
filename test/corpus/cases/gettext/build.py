import os
import struct

HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n"
CATALOGUES = {
    "cs": {"": HEADER, "good day": "dobrý den", "{} apple\0{} apples": "{} jablko\0{} jablek"},
    "de": {"": HEADER, "good day": "guten Tag", "{} apple\0{} apples": "{} Apfel\0{} Äpfel"},
}
for language, messages in CATALOGUES.items():
    folder = f"/usr/local/lib/python3.11/dist-packages/talking/locale/{language}/LC_MESSAGES"
    os.makedirs(folder)
    pairs = sorted((key.encode(), value.encode()) for key, value in messages.items())
    start = 28 + 16 * len(pairs)
    data = b"".join(key + b"\0" for key, _ in pairs) + b"".join(value + b"\0" for _, value in pairs)
    tables, at = b"", start
    for column in (0, 1):
        for pair in pairs:
            tables += struct.pack("<II", len(pair[column]), at)
            at += len(pair[column]) + 1
    with open(folder + "/talking.mo", "wb") as file:
        file.write(struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start) + tables + data)
