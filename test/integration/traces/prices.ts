import { join } from "node:path";
import type { Finished } from "../../../harness/command.js";
import { WHOLE } from "../results/images.js";
import { ROOT, type Stage } from "../stage.js";

const RUN = Date.now();

/** A server and scripts that name outside files and modules only as they run; and what a Kontainfile makes of it. */
export async function prices(
  stage: Stage,
  lines: readonly string[],
  { name = "image", target = "krun" } = {},
): Promise<Finished> {
  const source = await stage.sourceImage(
    "faktory-test/prices",
    join(ROOT, "test/integration/fixtures/traces"),
  );
  // Each run is to see the trace at work: what comes from the cache says nothing.
  const anew = `ENV FAKTORY_TEST_RUN=${RUN}`;
  // PRUNE safe keeps the folders that a text names, as these programs do: here the trace alone is to find them.
  const kontainfile = [`FROM ${source}`, ...lines, ...WHOLE, anew, ""].join("\n");
  return stage.attempt({ kontainfile, tag: `faktory-test/prices-${name}`, target });
}

/** What the step of the trace said, without the client's numbers before each line. */
export function traceLog({ stderr }: Finished): string {
  const ids = [...stderr.matchAll(/^#(\d+) \[trace\] /gm)].map(([, id]) => id);
  const lines = stderr.split("\n").flatMap((line) => {
    const [, id, text] = /^#(\d+) \d+\.\d+ ?(.*)$/.exec(line) ?? [];
    return id !== undefined && ids.includes(id) ? [text ?? ""] : [];
  });
  return `${lines.join("\n")}\n`;
}
