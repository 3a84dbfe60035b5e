"""Routes, requests and responses, by the modules that Cython compiled."""

import falcon
import falcon.app
import falcon.asgi
from falcon import testing

print(falcon.__version__, falcon.app.__file__.rsplit(".", 1)[1], falcon.request.__file__.rsplit(".", 1)[1])


class Thing:
    def on_get(self, request, response, number):
        response.media = {"number": number, "q": request.get_param_as_int("q"), "accepts": request.client_accepts_json}
        response.set_header("X-Thing", "é".encode().hex())

    def on_post(self, request, response, number):
        response.media = request.get_media()
        response.status = falcon.HTTP_201


class Asynchronous:
    async def on_get(self, request, response):
        response.text = "asynchronous " + request.path


app = falcon.App()
app.add_route("/things/{number:int}", Thing())
client = testing.TestClient(app)
for answer in (client.simulate_get("/things/7?q=5"), client.simulate_post("/things/7", json={"a": [1, None]}), client.simulate_get("/things/x"), client.simulate_put("/things/7"), client.simulate_get("/things/7?q=no")):
    print(answer.status, answer.text, answer.headers.get("x-thing"))
loop = falcon.asgi.App()
loop.add_route("/a", Asynchronous())
print(testing.TestClient(loop).simulate_get("/a").text, falcon.uri.decode("%C3%A9+x"), falcon.uri.encode("é x/y"))
print(falcon.uri.parse_query_string("a=1&a=2&b=%20"), falcon.HTTPNotFound().to_dict())
