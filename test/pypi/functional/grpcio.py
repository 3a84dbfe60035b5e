"""A call from a client to a server in this process."""

from concurrent import futures

import grpc
from grpc._cython import cygrpc


class Handler(grpc.GenericRpcHandler):
    def service(self, details):
        return grpc.unary_unary_rpc_method_handler(lambda request, context: request[::-1] + details.method.encode())


server = grpc.server(futures.ThreadPoolExecutor(2), handlers=[Handler()])
port = server.add_insecure_port("127.0.0.1:0")
server.start()
with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
    print(channel.unary_unary("/a.B/C")(b"abc", timeout=10), cygrpc.__name__)
server.stop(None)
