"""Greenlets over libev: sockets, pools, queues, timeouts, and a patched standard library."""

from gevent import monkey

monkey.patch_all()

import socket
import subprocess
import threading
import time
import urllib.request

import gevent
from gevent import event, pool, pywsgi, queue, server

print(gevent.__version__, type(gevent.get_hub().loop).__module__, gevent.config.resolver)
started = time.monotonic()
jobs = [gevent.spawn(lambda n=n: (gevent.sleep(0.1), n)[1]) for n in range(100)]
gevent.joinall(jobs)
print(sum(job.value for job in jobs), time.monotonic() - started < 3)
print(pool.Pool(3).map(lambda n: n * n, range(6)), gevent.Timeout(0.01, False) is not None)
line = queue.Queue()
consumer = gevent.spawn(lambda: [line.get() for _ in range(3)])
[line.put(word) for word in "abc"]
print(consumer.get(), event.AsyncResult().ready())
with gevent.Timeout(0.05, False):
    gevent.sleep(5)
    print("never")
echo = server.StreamServer(("127.0.0.1", 0), lambda sock, address: sock.sendall(sock.recv(100).upper()))
echo.start()
with socket.create_connection(("127.0.0.1", echo.server_port)) as client:
    client.sendall(b"hello")
    print(client.recv(100), type(client).__module__)
web = pywsgi.WSGIServer(("127.0.0.1", 0), lambda environ, start: (start("200 OK", [("X-A", "b")]), [environ["PATH_INFO"].encode()])[1], log=None)
web.start()
with urllib.request.urlopen(f"http://127.0.0.1:{web.server_port}/path") as response:
    print(response.status, response.headers["X-A"], response.read())
print(subprocess.check_output(["python3", "-c", "print(6*7)"]), threading.current_thread().name)
print(gevent.get_hub().threadpool.apply(sum, (range(10),)), socket.gethostbyname("localhost"))
