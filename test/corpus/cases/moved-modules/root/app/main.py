import sys

from bridge.moves import queue
from bridge.moves.urllib_parse import urlsplit
import bridge.moves.html_escape as html_escape

print(queue.Queue.__module__ + ".Queue")
print(urlsplit.__module__)
print("html", html_escape.escape("<"))
print(sys.modules["bridge.moves.queue"] is sys.modules["queue"])
