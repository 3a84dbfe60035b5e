import asyncio
import sys
from concurrent import futures

import grpc
from google.protobuf import json_format, struct_pb2

from extensions import show


def double(request, context):
    if request.number_value < 0:
        context.abort(grpc.StatusCode.INVALID_ARGUMENT, "negative")
    return struct_pb2.Value(number_value=request.number_value * 2)


def count(request, context):
    for number in range(int(request.number_value)):
        yield struct_pb2.Value(number_value=number)


coders = {"request_deserializer": struct_pb2.Value.FromString, "response_serializer": struct_pb2.Value.SerializeToString}
handler = grpc.method_handlers_generic_handler(
    "shop.Maths",
    {"Double": grpc.unary_unary_rpc_method_handler(double, **coders), "Count": grpc.unary_stream_rpc_method_handler(count, **coders)},
)
server = grpc.server(futures.ThreadPoolExecutor(2))
server.add_generic_rpc_handlers((handler,))
port = server.add_insecure_port("127.0.0.1:0")
server.start()
words = {"request_serializer": struct_pb2.Value.SerializeToString, "response_deserializer": struct_pb2.Value.FromString}


def seen():
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        print(channel.unary_unary("/shop.Maths/Double", **words)(struct_pb2.Value(number_value=21)).number_value)


def held():
    from google.protobuf import descriptor_pool, duration_pb2, text_format, timestamp_pb2

    class Interceptor(grpc.UnaryUnaryClientInterceptor):
        def intercept_unary_unary(self, continuation, details, request):
            print("intercepted", details.method)
            return continuation(details, request)

    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        print([v.number_value for v in channel.unary_stream("/shop.Maths/Count", **words)(struct_pb2.Value(number_value=3))])
        try:
            channel.unary_unary("/shop.Maths/Double", **words)(struct_pb2.Value(number_value=-1))
        except grpc.RpcError as error:
            print(error.code(), error.details())
        with_interceptor = grpc.intercept_channel(channel, Interceptor())
        future = with_interceptor.unary_unary("/shop.Maths/Double", **words).future(struct_pb2.Value(number_value=2))
        print(future.result().number_value)

    async def asynchronous():
        async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
            return await channel.unary_unary("/shop.Maths/Double", **words)(struct_pb2.Value(number_value=4))

    print("aio", asyncio.run(asynchronous()).number_value)
    struct = struct_pb2.Struct()
    struct.update({"a": [1, "x", None]})
    print(json_format.MessageToJson(struct, indent=None), text_format.MessageToString(duration_pb2.Duration(seconds=3)).strip())
    stamp = timestamp_pb2.Timestamp()
    stamp.FromJsonString("2024-02-29T00:00:00Z")
    print(stamp.ToDatetime(), descriptor_pool.Default().FindFileByName("google/protobuf/struct.proto").package)
    show()


{"seen": seen, "held": held}[sys.argv[1]]()
server.stop(0)
