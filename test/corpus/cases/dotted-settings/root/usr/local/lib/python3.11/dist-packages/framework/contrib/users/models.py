from framework import registry

registry.append(("model", "User"))
