def run():
    import netrc

    return netrc.__name__.replace("netrc", "mailcap")
