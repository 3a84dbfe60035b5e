"""An interface in front of falcon: types, routes and versions."""

import hug

api = hug.API(__name__)


@hug.get("/add", versions=1)
@hug.local()
def add(a: hug.types.number, b: hug.types.number = 2):
    """Adds."""
    return {"sum": a + b}


@hug.post("/text", output=hug.output_format.text)
def text(body):
    return f"{body['x']} é"


@hug.get("/thing/{name}")
def thing(name: hug.types.length(2, 5), flag: hug.types.smart_boolean = False):
    return [name, flag]


print(hug.__version__, add(1), hug.test.get(api, "/v1/add", a=4).data)
print(hug.test.post(api, "/text", {"x": 5}).data, hug.test.get(api, "/thing/abc", flag="true").data)
print(hug.test.get(api, "/thing/toolong").status, hug.test.get(api, "/thing/toolong").data)
print(sorted(api.http.documentation()), hug.types.multiple("a"), hug.types.inline_dictionary("a:1|b:2"))
