import type { Answer } from "./answer.js";
import { listRequests, VERSION } from "./requests.js";
import { table } from "./table.js";

/** The requests that this frontend answers. */
export function describeRequests(): Answer {
  const requests = listRequests();
  const json = requests.map(({ name, description, options, metadata }) => ({
    name,
    version: VERSION,
    type: "rpc",
    description,
    opts: Object.entries(options).map(([option, text]) => ({ name: option, description: text })),
    inputs: [],
    metadata: metadata.map((key) => ({ name: key, description: "" })),
    refs: [],
  }));
  const rows = requests.map(({ name, description }) => [
    name.replace(/^frontend\./, ""),
    VERSION,
    description,
  ]);
  return { json, text: table([["NAME", "VERSION", "DESCRIPTION"], ...rows], 1) };
}
