from wrapping import lazy, requires, try_import
from wrapping.backends import Client, Kind

print("optional", try_import("wrapping.parts.optional").STATE)
print("missing", try_import("wrapping.parts.missing"))
print("lazy", lazy("wrapping.parts.late").STATE)
print("default", Client().connection())


@requires("wrapping.parts.required")
def decorated(module):
    return module.STATE


print("decorated", decorated())
print("attribute", Client().serializer())
print("other distribution", try_import("elsewhere.part").STATE)
print("enum", Kind.SMALL.load().STATE)
