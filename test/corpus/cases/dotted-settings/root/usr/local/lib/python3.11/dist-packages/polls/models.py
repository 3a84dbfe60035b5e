from framework import registry

registry.append(("model", "Poll"))
