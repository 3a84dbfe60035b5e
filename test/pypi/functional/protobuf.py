"""Messages by the module in C."""

from google.protobuf import any_pb2, descriptor_pb2, json_format, struct_pb2, text_format, timestamp_pb2
from google.protobuf.internal import api_implementation

print(api_implementation.Type())
value = struct_pb2.Struct()
value.update({"a": [1, "x", None], "b": {"c": True}})
again = struct_pb2.Struct.FromString(value.SerializeToString(deterministic=True))
print(again == value, json_format.MessageToJson(value, sort_keys=True), text_format.MessageToString(timestamp_pb2.Timestamp(seconds=5)))
packed = any_pb2.Any()
packed.Pack(value)
print(packed.type_url, descriptor_pb2.FileDescriptorProto.DESCRIPTOR.fields_by_name["name"].number)
