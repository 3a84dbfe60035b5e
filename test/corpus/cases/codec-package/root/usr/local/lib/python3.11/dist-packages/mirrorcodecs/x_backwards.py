import codecs


def getregentry():
    return codecs.CodecInfo(
        lambda text, errors="strict": (text[::-1].encode(), len(text)),
        lambda data, errors="strict": (bytes(data)[::-1].decode(), len(data)),
        name="x-backwards",
    )
