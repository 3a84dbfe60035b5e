class Rose:
    colour = "red"

    def __str__(self):
        return f"Rose in {self.colour} of {__name__}"
