import { word } from "./check.js";

/** One request to the program, as --http names it. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
}

export const HttpRequest = word((text, refuse): HttpRequest => {
  const [, method, path] = /^([A-Z]+):(\/\S*)$/.exec(text) ?? [];
  if (method !== undefined && path !== undefined) return { method, path };
  const message = `${JSON.stringify(text)} is not a request`;
  return refuse({ code: "bad-request", message, hint: "write --http=GET:/path" });
});

export const Port = word((text, refuse): number => {
  if (/^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65536) return Number(text);
  const message = `${JSON.stringify(text)} is not a port`;
  return refuse({ code: "bad-port", message, hint: "write --port=8000" });
});
