/** A request to the program's server. */
export interface Request {
  readonly kind: "request";
  readonly method?: "GET" | "POST" | "PUT" | "DELETE" | "HEAD";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as a form; `{{name}}` is what an earlier step saved. */
  readonly form?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What the source has to answer, so that the workload is one. */
  readonly status: number;
  readonly has?: readonly string[];
  /** Names for parts of the body: the first group of each. */
  readonly save?: Readonly<Record<string, RegExp>>;
}

/** A command in a container of its own, in place of the image's. */
export interface Command {
  readonly kind: "command";
  readonly argv: readonly string[];
  readonly has: readonly string[];
}

export type Step = Request | Command;

/** What is done with a program, in this order. */
export type Workload = readonly Step[];

export function get(path: string, ...has: readonly string[]): Request {
  return { kind: "request", path, status: 200, has };
}

export function post(path: string, form: Readonly<Record<string, string>>, status = 200): Request {
  return { kind: "request", method: "POST", path, form, status };
}

export function command(argv: readonly string[], ...has: readonly string[]): Command {
  return { kind: "command", argv, has };
}

/** A form with one small file in it. */
export function upload(answer: string): Request {
  return {
    kind: "request",
    method: "POST",
    path: "/upload",
    headers: { "content-type": "multipart/form-data; boundary=B" },
    body: '--B\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nxyz\r\n--B--\r\n',
    status: 200,
    has: [answer],
  };
}
