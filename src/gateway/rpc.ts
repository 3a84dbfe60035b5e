import { Client, credentials } from "@grpc/grpc-js";
import { LLBBridgeDefinition } from "../gen/gateway.js";
import { fromServiceError } from "./gateway-error.js";

/** What BuildKit 0.14 and later take and send; 0.8 to 0.13 send up to 16 MiB but take 4. */
const LARGEST_MESSAGE = 16 * 1024 * 1024;

interface Codec<Message> {
  encode(message: Message): { finish(): Uint8Array };
  decode(bytes: Uint8Array): Message;
}

interface Method<Request, Response> {
  readonly name: string;
  readonly requestType: Codec<Request>;
  readonly responseType: Codec<Response>;
}

/** Calls one of LLBBridge's methods; a failure is a GatewayError. */
export type Call = <Request, Response>(
  method: Method<Request, Response>,
  request: Request,
) => Promise<Response>;

/**
 * The LLBBridge at a gRPC target. There is no way to close it: a GOAWAY before the process ends makes the daemon now
 * and then report "frontend grpc server closed unexpectedly" for a good build.
 */
export function connect(target: string): Call {
  const client = new Client(target, credentials.createInsecure(), {
    "grpc.max_send_message_length": LARGEST_MESSAGE,
    "grpc.max_receive_message_length": LARGEST_MESSAGE,
    // Without it the 64 KiB window makes a read of one message wait for a round trip 256 times.
    "grpc-node.flow_control_window": LARGEST_MESSAGE,
    "grpc.enable_http_proxy": 0,
    "grpc.enable_retries": 0,
  });
  return (method, request) =>
    new Promise((resolve, reject) => {
      client.makeUnaryRequest(
        `/${LLBBridgeDefinition.fullName}/${method.name}`,
        (message) => Buffer.from(method.requestType.encode(message).finish()),
        (bytes) => method.responseType.decode(bytes),
        request,
        (error, response) => {
          if (error !== null) reject(fromServiceError(error));
          else if (response === undefined) reject(new Error(`${method.name} answered nothing`));
          else resolve(response);
        },
      );
    });
}
