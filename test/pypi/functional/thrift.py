"""Protocols by the module that is compiled."""

from thrift.protocol import TBinaryProtocol, TCompactProtocol, fastbinary
from thrift.transport import TTransport

print(fastbinary.__name__)
for protocol in (TBinaryProtocol.TBinaryProtocol, TCompactProtocol.TCompactProtocol):
    buffer = TTransport.TMemoryBuffer()
    one = protocol(buffer)
    one.writeString("é"), one.writeI64(-(2**40)), one.writeDouble(1.5)
    again = protocol(TTransport.TMemoryBuffer(buffer.getvalue()))
    print(buffer.getvalue().hex(), again.readString(), again.readI64(), again.readDouble())


class Thing:
    def __init__(self, name=None, number=None):
        self.name, self.number = name, number


SPEC = (Thing, (None, (1, 11, "name", "UTF8", None), (2, 8, "number", None, None)))
Thing.thrift_spec = SPEC[1]
buffer = TTransport.TMemoryBuffer()
accelerated = TBinaryProtocol.TBinaryProtocolAccelerated(buffer, fallback=False)
buffer.write(accelerated._fast_encode(Thing("x", 7), [Thing, SPEC[1]]))
print(buffer.getvalue().hex())
