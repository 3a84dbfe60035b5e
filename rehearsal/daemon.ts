import { Server, ServerCredentials, type handleUnaryCall, type MethodDefinition } from "@grpc/grpc-js";
import type { Duplex } from "node:stream";
import { LLBBridgeDefinition } from "../src/gen/gateway.js";

const { fullName, methods } = LLBBridgeDefinition;
type Methods = typeof methods;

interface Codec<Message> {
  encode(message: Message): { finish(): Uint8Array };
  decode(bytes: Uint8Array): Message;
}
type MessageOf<C> = C extends Codec<infer Message> ? Message : never;
type Answer<Request, Response> = (request: Request) => Response | Promise<Response>;

/** What the daemon answers. A method that is left out answers UNIMPLEMENTED, as an old daemon's does. */
export type Answers = {
  readonly [Name in keyof Methods]?: Answer<
    MessageOf<Methods[Name]["requestType"]>,
    MessageOf<Methods[Name]["responseType"]>
  >;
};

/** Speaks the daemon's side of LLBBridge on one connection, as buildkitd does on a frontend's stdin and stdout. */
export function serveBridge(connection: Duplex, answers: Answers): void {
  const server = new Server({
    "grpc.max_receive_message_length": 16 * 1024 * 1024,
    "grpc.max_send_message_length": 16 * 1024 * 1024,
  });
  serve(server, methods.ping, answers.ping);
  serve(server, methods.resolveImageConfig, answers.resolveImageConfig);
  serve(server, methods.solve, answers.solve);
  serve(server, methods.readFile, answers.readFile);
  serve(server, methods.readDir, answers.readDir);
  serve(server, methods.statFile, answers.statFile);
  serve(server, methods.evaluate, answers.evaluate);
  serve(server, methods.inputs, answers.inputs);
  serve(server, methods.warn, answers.warn);
  serve(server, methods.return, answers.return);
  server.createConnectionInjector(ServerCredentials.createInsecure()).injectConnection(connection);
}

function serve<Request, Response>(
  server: Server,
  method: { name: string; requestType: Codec<Request>; responseType: Codec<Response> },
  answer: Answer<Request, Response> | undefined,
): void {
  if (answer === undefined) return;
  const definition: MethodDefinition<Request, Response> = {
    path: `/${fullName}/${method.name}`,
    requestStream: false,
    responseStream: false,
    requestSerialize: (message) => Buffer.from(method.requestType.encode(message).finish()),
    requestDeserialize: (bytes) => method.requestType.decode(bytes),
    responseSerialize: (message) => Buffer.from(method.responseType.encode(message).finish()),
    responseDeserialize: (bytes) => method.responseType.decode(bytes),
  };
  const handle: handleUnaryCall<Request, Response> = (call, callback) => {
    void (async () => answer(call.request))().then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)));
      },
    );
  };
  server.addService({ [method.name]: definition }, { [method.name]: handle });
}
