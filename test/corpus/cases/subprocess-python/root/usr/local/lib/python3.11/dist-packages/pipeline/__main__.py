from ._two import TEXT

print(TEXT)
