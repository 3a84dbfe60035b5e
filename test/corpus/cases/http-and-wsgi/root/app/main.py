import http.cookies
import http.server
import threading
import urllib.error
import urllib.request
import xmlrpc.client
import xmlrpc.server
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.validate import validator


def serve(server):
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"


class Files(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args):
        super().__init__(*args, directory="/app/static")

    def log_message(self, *args):
        pass


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


address = serve(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Files))
with urllib.request.urlopen(address + "/style.css") as response:
    print("http", response.status, response.headers["Content-Type"], response.read().decode().strip())
try:
    urllib.request.urlopen(address + "/none")
except urllib.error.HTTPError as error:
    print("http", error.code, error.read().decode().split()[0], "HTML>")


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"hello " + environ["PATH_INFO"].encode()]


address = serve(make_server("127.0.0.1", 0, validator(application), handler_class=Quiet))
with urllib.request.urlopen(address + "/path") as response:
    print("wsgi", response.status, response.read().decode())
server = xmlrpc.server.SimpleXMLRPCServer(("127.0.0.1", 0), logRequests=False)
server.register_function(lambda a, b: a + b, "add")
print("xmlrpc", xmlrpc.client.ServerProxy(serve(server)).add(2, 3))
cookie = http.cookies.SimpleCookie()
cookie["a"] = "1"
cookie["a"]["httponly"] = True
print("cookie", cookie.output(header="").strip())
