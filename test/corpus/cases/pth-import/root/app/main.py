import mimetypes

print("registered:", *(name for name in ("heic", "webp") if mimetypes.guess_type("a." + name)[0]))
print("shout", shout("hello"))
