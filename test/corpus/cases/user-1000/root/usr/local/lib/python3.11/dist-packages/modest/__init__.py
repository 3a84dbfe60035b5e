from ._text import TEXT
