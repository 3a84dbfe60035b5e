class Base:
    template = "{} dialect"
    name = ""

    def text(self):
        return self.template.format(self.name)
