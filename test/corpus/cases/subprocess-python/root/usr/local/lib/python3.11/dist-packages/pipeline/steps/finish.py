if __name__ == "__main__":
    from .._end import TEXT

    print(TEXT)
