import asyncio
import json

import tornado.httpclient
import tornado.locale
import tornado.web
import tornado.websocket

from extensions import extensions


class Index(tornado.web.RequestHandler):
    def get(self):
        self.render("index.html", items=["<a>", "b"])

    def post(self):
        self.set_secure_cookie("note", self.get_body_argument("note"))
        self.redirect("/note")

    def get_user_locale(self):
        return tornado.locale.get(self.get_argument("lang", "en_US"))


class Note(tornado.web.RequestHandler):
    def get(self):
        self.write({"note": (self.get_secure_cookie("note") or b"").decode()})


class Socket(tornado.websocket.WebSocketHandler):
    def on_message(self, message):
        self.write_message(message.upper())


class Client(tornado.web.RequestHandler):
    async def get(self):
        base = "127.0.0.1:8080"
        client = tornado.httpclient.AsyncHTTPClient()
        page = await client.fetch(f"http://{base}/note")
        socket = await tornado.websocket.websocket_connect(f"ws://{base}/ws", compression_options={})
        await socket.write_message("socket")
        answer = await socket.read_message()
        try:
            await client.fetch(f"http://{base}/none")
        except tornado.httpclient.HTTPClientError as error:
            failed = str(error)
        self.write(json.dumps([page.body.decode(), answer, failed]))


class Upload(tornado.web.RequestHandler):
    def post(self):
        self.write({name: len(files[0].body) for name, files in self.request.files.items()})


class Fails(tornado.web.RequestHandler):
    def get(self):
        raise tornado.web.HTTPError(418, reason="Short and stout")


class Loaded(tornado.web.RequestHandler):
    def get(self):
        self.write(json.dumps(extensions()))


async def main():
    tornado.locale.load_translations("locale")
    application = tornado.web.Application(
        [("/", Index), ("/note", Note), ("/ws", Socket), ("/client", Client), ("/upload", Upload), ("/fails", Fails), ("/extensions", Loaded)],
        template_path="templates",
        static_path="static",
        cookie_secret="for tests alone",
        compress_response=True,
        log_function=lambda handler: None,
    )
    application.listen(8080)
    await asyncio.Event().wait()


asyncio.run(main())
