from framework import registry

registry.append(("signal", "polls"))
