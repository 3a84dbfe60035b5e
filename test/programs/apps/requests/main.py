import gzip
import http.server
import json
import ssl
import sys
import threading

import requests

from extensions import show


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == "/redirect":
            self.answer(302, Location="/json", Set_Cookie="a=1; Path=/")
        elif self.path == "/json":
            self.answer(200, json.dumps({"cookie": self.headers.get("Cookie")}).encode(), Content_Type="application/json")
        elif self.path == "/gzip":
            self.answer(200, gzip.compress("žluť".encode()), Content_Encoding="gzip", Content_Type="text/plain; charset=utf-8")
        elif self.path == "/latin":
            self.answer(200, "é".encode("latin-1") * 30, Content_Type="text/plain")
        elif self.path == "/digest" and "Authorization" not in self.headers:
            self.answer(401, WWW_Authenticate='Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256')
        elif self.path == "/digest":
            self.answer(200, self.headers["Authorization"].split()[0].encode())
        else:
            self.answer(404)

    def do_POST(self):
        data = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(200, f"{self.headers['Content-Type'].split(';')[0]} {len(data) > 0}".encode())


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("ca.pem", "key.pem")
server.socket = context.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"https://localhost:{server.server_address[1]}"


def seen():
    response = requests.get(base + "/json", verify="ca.pem", timeout=20)
    print(response.status_code, response.json())


def held():
    session = requests.Session()
    session.verify = "ca.pem"
    response = session.get(base + "/redirect", timeout=20)
    print(response.json(), [r.status_code for r in response.history], session.cookies.get_dict())
    print(session.get(base + "/gzip").text, session.get(base + "/latin").apparent_encoding is not None)
    print(session.get(base + "/digest", auth=requests.auth.HTTPDigestAuth("u", "p")).text)
    print(session.post(base + "/", files={"f": ("a.txt", b"x")}).text, session.post(base + "/", json={"a": 1}).text)
    try:
        session.get(base + "/none").raise_for_status()
    except requests.HTTPError as error:
        print(str(error).split(" for")[0])
    try:
        requests.get(base, timeout=20)
    except requests.exceptions.SSLError as error:
        print("SSLError", "certificate verify failed" in str(error))
    try:
        requests.get("https://bücher.invalid/", timeout=20)
    except requests.ConnectionError as error:
        print("ConnectionError", error.request.url)
    from requests.packages.urllib3.util.retry import Retry

    session.mount("https://", requests.adapters.HTTPAdapter(max_retries=Retry(2, backoff_factor=0)))
    print("retry", session.get(base + "/json", stream=True).raw.read(5))
    print("bundle", requests.certs.where().endswith(("ca-certificates.crt", "cacert.pem")))
    show()


{"seen": seen, "held": held}[sys.argv[1]]()
