import { unsupportedFrontendCap } from "../gateway/status-of.js";

const SUPPORTED = ["inputs", "subrequests", "contexts"].map((cap) => `moby.buildkit.frontend.${cap}`);

/**
 * Refuses a client that needs more of a frontend than there is here. What follows a `+` is said to whoever forwards
 * the request: the built-in Dockerfile frontend, which only reads the syntax line.
 */
export function requireFrontendCaps(list: string): void {
  const needed = list.split(",").map((cap) => cap.trim().replace(/\+.*$/, ""));
  const missing = needed.find((cap) => cap !== "" && !SUPPORTED.includes(cap));
  if (missing !== undefined) throw unsupportedFrontendCap(missing);
}
