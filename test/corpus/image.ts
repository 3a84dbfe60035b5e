import { existsSync } from "node:fs";
import { join } from "node:path";
import { provideBaseImage } from "../../harness/base/provide.js";
import { CommandError } from "../../harness/command.js";
import type { Engine } from "../../harness/engine/start.js";
import type { Case } from "./case.js";

const IMAGES = join(import.meta.dirname, "images");
const BASE = "faktory-corpus/base";
const NATIVE = "faktory-corpus/native";

/** What the cases' images stand on; the compilers only where one of them needs them. */
export async function provideBases(engine: Engine, cases: readonly Case[]): Promise<void> {
  await provideBaseImage(engine, "bookworm");
  const build = (tag: string, name: string): Promise<string> =>
    engine.docker("build", "--quiet", "--tag", tag, "--file", join(IMAGES, name), IMAGES);
  await build(BASE, "base.Dockerfile");
  if (cases.some(({ native }) => native)) await build(NATIVE, "native.Dockerfile");
}

/** Builds a case's source image. */
export async function makeSource(engine: Engine, some: Case): Promise<string> {
  const tag = `faktory-corpus/case:${some.name}`;
  const argv = ["build", "--quiet", "--tag", tag, "--file", "-", some.folder];
  const finished = await engine.attempt(argv, { input: dockerfile(some) });
  if (finished.code !== 0) throw new CommandError(["docker", "build", tag], finished);
  return tag;
}

/** A case's Dockerfile: the same for all but for what case.json says. */
function dockerfile(some: Case): string {
  const { entrypoint, cmd, workdir, user, env } = some;
  const json = (words: readonly string[] | string): string =>
    typeof words === "string" ? words : JSON.stringify(words);
  return [
    ...(some.native ? [`FROM ${NATIVE} AS native`, "COPY native /native", "RUN sh /native/build.sh"] : []),
    `FROM ${BASE}`,
    ...(existsSync(join(some.folder, "root")) ? ["COPY root /"] : []),
    ...(some.native ? ["COPY --from=native /out /"] : []),
    ...(some.builds ? ['RUN --mount=type=bind,target=/case ["python3", "-B", "/case/build.py"]'] : []),
    ...Object.entries(env).map(([name, value]) => `ENV ${name}=${JSON.stringify(value)}`),
    ...(workdir === null ? [] : [`WORKDIR ${workdir}`]),
    ...(user === undefined ? [] : [`USER ${user}`]),
    ...(entrypoint === undefined ? [] : [`ENTRYPOINT ${json(entrypoint)}`]),
    `CMD ${json(cmd)}`,
    "",
  ].join("\n");
}
