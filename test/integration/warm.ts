import { join } from "node:path";
import { checkRow } from "../matrix/check.js";
import { rows } from "../matrix/rows.js";
import { fixture, FLASK, flaskSource } from "./results/images.js";
import { ROOT, type Stage } from "./stage.js";

/**
 * Makes the toolchains that later tests link from, one after the other, while the first tests run: most of these leave a
 * processor idle, and BuildKit runs a step once for all who ask for it. What fails here is for those tests to tell.
 */
export async function warm(on28: Stage, on20: Stage): Promise<void> {
  const old = join(ROOT, "test/integration/fixtures/builds/old-revision");
  const trixie = join(fixture("trixie"), "Dockerfile");
  const makes: readonly (() => Promise<unknown>)[] = [
    async () => link(on20, await flaskSource(on20)),
    async () => link(on28, await on28.sourceImage("faktory-test/old-revision", old)),
    async () => link(on28, await on28.sourceImage("faktory-test/trixie", FLASK, "--file", trixie)),
    async () => {
      const row = rows.find(({ name }) => name.startsWith("both /usr/bin/python3"));
      if (row !== undefined) await checkRow(on28, row, "today", ["static"]);
    },
  ];
  for (const make of makes) await make().catch(() => undefined);
}

function link(on: Stage, source: string): Promise<unknown> {
  const kontainfile = `FROM ${source}\nLINK static\nDROP markupsafe._speedups\n`;
  return on.attempt({ kontainfile, target: "python.km" });
}
