class Template:
    def __init__(self, path): self.text = open(path).read()
    def render(self):
        code = "\n".join(l.strip() for l in self.text.split("\n") if not l.startswith(("<%", "%>")))
        ns = {}
        exec(code, ns)
        return sorted(ns)[-1]
