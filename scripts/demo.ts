/** `npm run demo`: the main job on real input, from a Flask image to two Kontain images that answer the same. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { provideBaseImage } from "../harness/base/provide.js";
import { chosenEngine, parseVersion } from "../harness/engine/choose.js";
import type { Engine } from "../harness/engine/start.js";
import { buildFrontendImage, FRONTEND_TAG } from "../harness/frontend-image.js";
import { fetchFrom } from "../harness/fetch.js";

const EXAMPLE = join(import.meta.dirname, "../examples/flask");
const SOURCE = "my/flask-app";

const { values } = parseArgs({ options: { docker: { type: "string" }, help: { type: "boolean" } } });
if (values.help === true) {
  console.log(
    "npm run demo [-- --docker=20|28]\n\nWithout --docker: the given or running Docker, else our Docker 20.10.",
  );
  process.exit(0);
}

const engine = await chosenEngine(values.docker === undefined ? undefined : parseVersion(values.docker));
say(`engine: Docker ${(await engine.docker("version", "--format", "{{.Server.Version}}")).trim()}`);
await prepare(engine);

const results = [];
for (const [kontainfile, tag] of [
  ["Kontainfile", "my/flask-kontain"],
  ["Kontainfile.static", "my/flask-kontain-static"],
] as const) {
  say(`\n$ docker build -f ${kontainfile} -t ${tag} .`);
  const args = ["build", "--progress=plain", "--file", join(EXAMPLE, kontainfile), "--tag", tag];
  const cold = await timed(() => show(engine, [...args, "--no-cache", EXAMPLE]));
  const cached = await timed(() => engine.docker(...args, EXAMPLE));
  results.push({ tag, cold, cached });
}

const expected = await fetchFrom(engine, SOURCE, 8080);
say(`\n$ docker run ${SOURCE}    # GET /\n${expected}`);
say(row("image", "size", "layers", "cold", "cached", "GET /"));
say(row(SOURCE, await sizeOf(SOURCE), await layersOf(SOURCE), "", "", "the source"));
let equal = true;
for (const { tag, cold, cached } of results) {
  const same = (await fetchFrom(engine, tag, 8080)) === expected;
  equal &&= same;
  say(row(tag, await sizeOf(tag), await layersOf(tag), cold, cached, same ? "equal" : "DIFFERENT"));
}
for (const { tag } of results) say(`\n${tag}: ${await describe(tag)}`);
say(equal ? "\ndemo: ok" : "\ndemo: FAILED");
process.exit(equal ? 0 : 1);

async function prepare(on: Engine): Promise<void> {
  const bundled = spawnSync(process.execPath, ["--import", "tsx", "scripts/bundle.ts"], { stdio: "inherit" });
  if (bundled.status !== 0) process.exit(1);
  await provideBaseImage(on, "bookworm");
  say(`frontend: ${FRONTEND_TAG} (${await timed(() => buildFrontendImage(on, FRONTEND_TAG))})`);
  say(`source: ${SOURCE} (${await timed(() => on.docker("build", "--quiet", "--tag", SOURCE, EXAMPLE))})`);
}

/** Builds and shows the steps that ran, without the progress's own bookkeeping. */
async function show(on: Engine, args: readonly string[]): Promise<void> {
  const { code, stderr } = await on.attempt(args);
  for (const line of stderr.split("\n")) {
    if (code !== 0 || /^#\d+ \[(?!internal)|^#\d+ DONE|WARN|LINK/.test(line)) say(line);
  }
  if (code !== 0) process.exit(1);
}

async function describe(tag: string): Promise<string> {
  const text = await engine.docker("image", "inspect", "--format", "{{json .Config.Labels}}", tag);
  const labels = z.record(z.string(), z.string()).parse(JSON.parse(text));
  const label = (name: string): string => labels[`app.kontain.${name}`] ?? "";
  const modules = label("modules")
    .split(",")
    .filter((name) => name !== "");
  const linked = modules.length === 0 ? "" : `, ${modules.length} C modules linked in:\n${modules.join(" ")}`;
  return `python ${label("python")}, ${label("link")}${linked}`;
}

async function sizeOf(tag: string): Promise<string> {
  const bytes = Number(await engine.docker("image", "inspect", "--format", "{{.Size}}", tag));
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

async function layersOf(tag: string): Promise<string> {
  return (await engine.docker("image", "inspect", "--format", "{{len .RootFS.Layers}}", tag)).trim();
}

async function timed(work: () => Promise<unknown>): Promise<string> {
  const started = performance.now();
  await work();
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

function row(image: string, ...cells: readonly string[]): string {
  return [image.padEnd(26), ...cells.map((cell) => cell.padStart(10))].join("");
}

function say(text: string): void {
  console.log(text);
}
