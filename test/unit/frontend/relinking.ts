import { Op, type Definition } from "../../../src/gen/ops.js";
import { printDefinition } from "../../../src/llb/print.js";
import type { FakeBridge } from "../../gateway/fake-bridge.js";
import type { FileTree } from "../../gateway/file-tree.js";
import { DYNAMIC_PLAN, RELINK_PLAN } from "../plan/sample.js";
import { returned } from "./returned.js";
import { build, type Build, type BuildSetup } from "./sample.js";

export const REPORT = {
  format: 1,
  python: "3.11.2",
  revision: "3.11.2-6+deb12u6",
  modules: [],
  warnings: [],
};
export interface RelinkSetup extends Omit<BuildSetup, "steps"> {
  readonly report?: object;
  readonly link?: () => never;
  readonly sources?: FileTree;
  readonly relinked?: FileTree;
}

/** A build of an image with two distributions to relink; asked for a dynamic plan, the analyzer gives one. */
export function relinking({
  report = REPORT,
  link,
  sources,
  relinked,
  ...setup
}: RelinkSetup = {}): Promise<Build> {
  const { kontainfile = "FROM my/app\nLINK static\n", options } = setup;
  let analyses = 0;
  const plan = (): object => (analyses++ === 0 ? RELINK_PLAN : DYNAMIC_PLAN);
  return build({
    ...setup,
    kontainfile,
    options: {
      ...(sources && { "context:sources": "local:sources" }),
      ...(relinked && { "context:relinked": "local:relinked" }),
      ...options,
    },
    locals: { dockerfile: { "/Kontainfile": kontainfile }, sources: sources ?? {}, relinked: relinked ?? {} },
    steps: {
      analyze: () => ({ tree: { "/plan.json": JSON.stringify(plan()) } }),
      report,
      ...(link && { link }),
    },
  });
}

export function graphs({ solves }: FakeBridge): readonly Definition[] {
  return solves.flatMap((request) => (request.kind === "definition" ? [request.definition] : []));
}

export function print(whole: Build): string {
  return printDefinition(returned(whole));
}

/** The files that the returned graph writes by that name, as text. */
export function written(definition: Definition, path: string): readonly string[] {
  return definition.def.flatMap((bytes) => {
    const { op } = Op.decode(bytes);
    const actions = op?.$case === "file" ? op.value.actions : [];
    return actions.flatMap(({ action }) =>
      action?.$case === "mkfile" && action.value.path === path ? [action.value.data.toString()] : [],
    );
  });
}
