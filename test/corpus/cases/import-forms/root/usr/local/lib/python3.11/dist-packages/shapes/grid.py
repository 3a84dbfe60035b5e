def size(width, height):
    return f"{width}x{height}"
