import { request } from "node:http";

/** Ask a Docker daemon on a unix socket; gives the answer's status and text. */
async function askDocker(
  socketPath: string,
  path: string,
  timeoutMs = 2_000,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path, timeout: timeoutMs }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
      });
    });
    asked.on("timeout", () => asked.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    asked.on("error", reject);
    asked.end();
  });
}

/** Whether a Docker daemon answers on this socket. */
export async function dockerAnswers(socketPath: string): Promise<boolean> {
  try {
    return (await askDocker(socketPath, "/_ping")).status === 200;
  } catch {
    return false;
  }
}
