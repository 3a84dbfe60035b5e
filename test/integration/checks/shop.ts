import { join } from "node:path";
import type { Finished } from "../../../harness/command.js";
import { ROOT, type Stage } from "../stage.js";

const RUN = Date.now();

/** A shop that is served from three files, by a user that /etc/passwd does not know; and what a Kontainfile makes of it. */
export async function shop(stage: Stage, ...lines: readonly string[]): Promise<Finished> {
  const source = await stage.sourceImage("faktory-test/shop", join(ROOT, "test/integration/fixtures/checks"));
  // Each run is to see the check at work: what comes from the cache says nothing.
  const anew = `ENV FAKTORY_TEST_RUN=${RUN}`;
  const kontainfile = [`FROM ${source}`, "LINK static", "PRUNE none", ...lines, anew, ""].join("\n");
  return stage.attempt({ kontainfile, tag: "faktory-test/shop-kontain" });
}

/** What the two steps of the check said, without the client's numbers before each line. */
export function checkLog({ stderr }: Finished): string {
  const ids = [...stderr.matchAll(/^#(\d+) \[check\] (?:what|the result)/gm)].map(([, id]) => id);
  const lines = stderr.split("\n").flatMap((line) => {
    const [, id, text] = /^#(\d+) \d+\.\d+ ?(.*)$/.exec(line) ?? [];
    return id !== undefined && ids.includes(id) ? [text ?? ""] : [];
  });
  return `${lines.join("\n")}\n`;
}
