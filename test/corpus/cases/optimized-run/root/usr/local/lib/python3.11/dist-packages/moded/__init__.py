def mode():
    """Tell it."""
    if __debug__:
        from moded import debugging

        return "debug mode of " + debugging.__name__
    from moded.release import NAME

    return NAME
