import aiohttp
from aiohttp import web

from extensions import extensions

routes = web.RouteTableDef()


@routes.get("/")
async def index(request):
    return web.Response(text=f"hello {request.query.get('name', 'world')}")


@routes.get("/json/{number:\\d+}")
async def as_json(request):
    response = web.json_response({"number": int(request.match_info["number"]), "cookie": request.cookies.get("a")})
    response.set_cookie("a", "1")
    return response


@routes.post("/form")
async def form(request):
    data = await request.post()
    return web.json_response({name: getattr(value, "filename", value) for name, value in data.items()})


@routes.get("/ws")
async def ws(request):
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    async for message in socket:
        await socket.send_str(message.data.upper())
        await socket.close()
    return socket


@routes.get("/client")
async def client(request):
    base = f"http://127.0.0.1:{request.transport.get_extra_info('sockname')[1]}"
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        async with session.get(base + "/json/7") as response:
            first = await response.json()
        async with session.get(base + "/json/8") as response:
            second = await response.json()
        data = aiohttp.FormData()
        data.add_field("f", b"xyz", filename="a.bin", content_type="application/x-thing")
        async with session.post(base + "/form", data=data) as response:
            third = await response.json()
        async with session.ws_connect(base + "/ws") as socket:
            await socket.send_str("socket")
            fourth = await socket.receive_str()
        async with session.get(base + "/gzip") as response:
            fifth = [response.headers.get("Content-Encoding"), len(await response.text())]
        try:
            await session.get("http://127.0.0.1:1/")
        except aiohttp.ClientConnectorError as error:
            sixth = type(error).__name__
    return web.json_response([first, second, third, fourth, fifth, sixth])


@routes.get("/gzip")
async def gzipped(request):
    response = web.Response(text="x" * 1000)
    response.enable_compression()
    return response


@routes.get("/stream")
async def stream(request):
    response = web.StreamResponse()
    await response.prepare(request)
    for number in range(3):
        await response.write(f"{number}\n".encode())
    return response


@routes.get("/pay")
async def pay(request):
    raise web.HTTPPaymentRequired(text="pay")


@routes.get("/fails")
async def fails(request):
    raise ValueError("on purpose")


@routes.get("/extensions")
async def loaded(request):
    return web.json_response(extensions())


@web.middleware
async def named(request, handler):
    response = await handler(request)
    response.headers["X-By"] = "middleware"
    return response


app = web.Application(middlewares=[named])
app.add_routes(routes)
app.router.add_static("/static", "static", show_index=True)
web.run_app(app, port=8080, print=None)
