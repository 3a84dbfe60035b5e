class Tulip:
    def __str__(self):
        return f"Tulip of {__name__}"
