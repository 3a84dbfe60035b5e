import { join } from "node:path";
import { ROOT, type Stage } from "../stage.js";

/**
 * What keeps all of a source image, unchecked: for tests that compare whole trees, or run other programs in the result
 * than its own. The defaults have tests of their own.
 */
export const WHOLE = ["PRUNE none", "CHECK none"] as const;

/** The example, and where it is. */
export const FLASK = join(ROOT, "examples/flask");

/** Where a fixture's Dockerfile and files are. */
export function fixture(name: string): string {
  return join(ROOT, "test/integration/fixtures/results", name);
}

/** The example's source image, under the name that its Kontainfiles have. */
export async function flaskSource(stage: Stage): Promise<string> {
  return stage.sourceImage("my/flask-app", FLASK);
}

/** What the example's Kontainfile.static makes. */
export async function flaskStatic(stage: Stage): Promise<string> {
  await flaskSource(stage);
  const tag = "my/kontain-static";
  await stage.convert({ kontainfile: { file: join(FLASK, "Kontainfile.static") }, context: FLASK, tag });
  return tag;
}

/** A source image and what a Kontainfile, whose FROM goes without saying, makes of it. */
export interface Pair {
  readonly source: string;
  readonly result: string;
  /** What `docker build` said. */
  readonly log: string;
}

export async function pairOf(stage: Stage, name: string, ...lines: readonly string[]): Promise<Pair> {
  const source = await stage.sourceImage(`faktory-test/${name}`, fixture(name));
  const result = `faktory-test/${name}-kontain`;
  const built = await stage.convert({
    kontainfile: [`FROM ${source}`, ...lines, ""].join("\n"),
    tag: result,
  });
  return { source, result, log: built.stderr };
}
