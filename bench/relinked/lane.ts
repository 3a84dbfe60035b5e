import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { provideBaseImage } from "../../harness/base/provide.js";
import { buildFrontendImage } from "../../harness/frontend-image.js";
import type { Engine } from "../../harness/engine/start.js";
import { trust } from "../../harness/trust.js";
import { FRONTEND_TAG } from "../contenders.js";
import { circumstances } from "../machine.js";
import { measureSpeed } from "../speed.js";
import type { RelinkedMeasured } from "./record.js";

/** The wheels whose modules are measured, and the programs that call them. */
const WHEELS = [
  { requirement: "numpy==2.4.6", program: "of_numpy.py" },
  { requirement: "lxml==6.1.3", program: "of_lxml.py" },
  { requirement: "uvloop==0.23.0", program: "of_uvloop.py" },
] as const;

/** Import and calls of modules by the wheel's own `.so`, and linked into python.km, in turn, both run natively. */
export async function measureRelinked(
  engine: Engine,
  parent: string,
  rounds: number,
): Promise<RelinkedMeasured> {
  await provideBaseImage(engine, "bookworm");
  await buildFrontendImage(engine, FRONTEND_TAG);
  const about = await circumstances(engine, new Date());
  const wheels: RelinkedMeasured["wheels"][number][] = [];
  for (const { requirement, program } of WHEELS) {
    const { source, result, build } = await prepare(engine, join(parent, program), requirement, program);
    await build();
    const cached = [];
    for (let round = 0; round < rounds; round++) {
      const started = performance.now();
      await build();
      cached.push(performance.now() - started);
    }
    wheels.push({ requirement, cached, speed: await measureSpeed(engine, source, result, rounds) });
  }
  return { circumstances: about, wheels };
}

interface Prepared {
  readonly source: string;
  readonly result: string;
  readonly build: () => Promise<unknown>;
}

/** By the client: certificates come as its secrets. */
async function prepare(
  engine: Engine,
  folder: string,
  requirement: string,
  program: string,
): Promise<Prepared> {
  const source = `faktory-bench/relinked:${requirement.replace("==", "-")}`;
  await engine.docker(
    ...["build", "--quiet", "--tag", source, "--file", join(import.meta.dirname, "source.Dockerfile")],
    ...["--build-arg", `REQUIREMENT=${requirement}`, "--build-arg", `PROGRAM=${program}`, ...trust()],
    import.meta.dirname,
  );
  await mkdir(folder);
  await writeFile(
    join(folder, "Kontainfile"),
    `# syntax=${FRONTEND_TAG}\nFROM ${source}\nLINK static\nPRUNE none\nCHECK none\n`,
  );
  const result = `${source}-kontain`;
  const words = [
    "build",
    "--quiet",
    "--tag",
    result,
    "--file",
    join(folder, "Kontainfile"),
    ...trust(),
    folder,
  ];
  return { source, result, build: () => engine.docker(...words) };
}
