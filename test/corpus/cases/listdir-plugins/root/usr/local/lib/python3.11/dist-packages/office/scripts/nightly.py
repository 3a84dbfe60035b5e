import office._count


def run():
    return f"scripted {office._count.COUNT}"
