import { beforeAll, describe, expect, test } from "vitest";
import { readCases, type Case } from "../../corpus/case.js";
import { checkCase } from "../../corpus/check.js";
import { provideBases } from "../../corpus/image.js";
import { stage } from "../stage.js";

/** A fixed slice of `npm run test:corpus`: names put together, plug-ins, bytecode, settings, and pythons of its own. */
const SLICE = [
  "dotted-settings",
  "entry-points-plugins",
  "prefix-from-environment",
  "pyc-only",
  "subprocess-python",
] as const;

/** What the long lane is run with too. */
const ASKED = { prune: "safe", link: "auto" } as const;

describe("a slice of the corpus", () => {
  let cases: ReadonlyMap<string, Case>;

  beforeAll(async () => {
    cases = new Map((await readCases()).map((one) => [one.name, one]));
    await provideBases((await stage("28")).engine, []);
  });

  test.each(SLICE)("source and result print what case.json says, in every variant: %s", async (name) => {
    const one = cases.get(name);
    if (one === undefined) throw new Error(`the corpus has no case ${name}`);
    const { source, result, present } = await checkCase(await stage("28"), one, ASKED, "today");
    expect({ source, result, present }).toEqual({ source: [], result: [], present: [] });
  });
});
