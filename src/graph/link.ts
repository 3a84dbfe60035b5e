import { exec } from "../llb/exec.js";
import { copy, file } from "../llb/file.js";
import { scratch, type State } from "../llb/state.js";
import type { Relinked } from "./relinked.js";
import { stageMeta, type Stages } from "./stages.js";

/**
 * Links python.km; it and the linker's report.json are in the result's root, together, because an exported cache has of
 * a step the outputs that the image comes from, and the next machine must not link again just to read the report.
 *
 * The step's key is the toolchain and the content of link.json, nothing else of the analysis: the copy into scratch
 * leaves behind which analysis the file came from. To that come the records of the distributions, where there are any.
 */
export function link(
  toolchain: State,
  manifest: State,
  linker: State,
  { name, modules, relinked, stages }: LinkOptions,
): State {
  const copied = file(scratch, [copy({ from: manifest, src: "/link.json", dest: "/link.json" })], {
    name: "[internal] link manifest",
  });
  const step = exec(toolchain, {
    args: [
      "python3",
      "/faktory/linker/link.py",
      ...["--toolchain", "/toolchain"],
      ...["--manifest", "/in/link.json"],
      ...["--out", "/out"],
      ...["--report", "/out"],
      ...(relinked.length > 0 ? ["--records", "/records"] : []),
    ],
    env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"],
    cwd: "/",
    user: "0:0",
    network: "none",
    mounts: [
      { dest: "/faktory/linker", input: linker, readonly: true },
      { dest: "/in", input: copied, readonly: true },
      { dest: "/out", input: scratch, output: true },
      ...relinked.map(({ row, records }) => ({
        dest: `/records/${row.key}`,
        input: records,
        readonly: true,
      })),
    ],
    ...stageMeta("link", `${name} (${count(modules)})`, stages),
  });
  return step.output("/out");
}

export interface LinkOptions {
  readonly name: string;
  /** How many are linked. */
  readonly modules: number;
  /** The distributions whose modules are linked too. */
  readonly relinked: readonly Relinked[];
  readonly stages: Stages;
}

function count(modules: number): string {
  return `${modules} ${modules === 1 ? "module" : "modules"}`;
}
