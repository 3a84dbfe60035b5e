import builtins

import _startup_words


def install():
    import mimetypes

    mimetypes.add_type("image/heic", ".heic")
    mimetypes.add_type("image/webp", ".webp")
    builtins.shout = _startup_words.shout
