import { copy, file, mkfile, type FileAction } from "../llb/file.js";
import { scratch, type State } from "../llb/state.js";
import type { Plan } from "../plan/schema.js";
import type { Analysis } from "./analyze.js";
import { nothingOf } from "./nothing.js";
import { stageMeta, type Stages } from "./stages.js";

/** Where python.km comes from when the interpreter is relinked; in dynamic mode it stands in the runtime tree. */
export interface RelinkedPython {
  /** The link step's output: python.km and, where that needs more than the image has, `root`. */
  readonly km: State;
}

/** The licences of all that is linked into python.km; the runtime tree has the folder. */
const LICENCES = "/usr/share/doc/python.km/copyright";

export interface AssembleOptions {
  /** SOURCE_DATE_EPOCH in seconds, or 0. */
  readonly epoch: number;
  readonly stages: Stages;
  /** Steps that tell the user something by their names. */
  readonly notes: readonly State[];
  /** Gives a tree that is there only where the image passes; absent where nothing is checked. */
  readonly check?: ((image: State) => State) | undefined;
}

/** The Kontain image, a layer each for what changes together: runtime, packages, application. */
export function assemble(
  plan: Plan,
  analysis: Analysis,
  python: RelinkedPython | undefined,
  options: AssembleOptions,
): State {
  const layers: Layer[] = [{ name: "runtime", actions: runtimeActions(plan, analysis, python, options) }];
  // A copy of nothing would still be a layer.
  if (holds(plan, "packages")) layers.push({ name: "packages", actions: [tree(analysis.packages)] });
  if (holds(plan, "app")) layers.push({ name: "app", actions: [tree(analysis.app)] });
  return stack(layers, options);
}

interface Layer {
  readonly name: string;
  readonly actions: readonly FileAction[];
}

/**
 * The layers one on the other. What is checked is a draft: the image's own last layer is made once more, with the same
 * content, and depends on the check. So there is no image that the check refused, and an exported cache, which holds what
 * the image comes from, holds the check too.
 */
function stack(layers: readonly Layer[], options: AssembleOptions): State {
  const last = layers.at(-1);
  if (last === undefined) return scratch;
  const { check, stages } = options;
  const below = layers
    .slice(0, -1)
    .reduce((image, { name, actions }) => file(image, actions, layerMeta(name, options)), scratch);
  if (check === undefined) return file(below, last.actions, layerMeta(last.name, options));
  const draft = file(below, last.actions, stageMeta("check", `${last.name} layer, to be checked`, stages));
  return file(below, [nothingOf(check(draft)), ...last.actions], layerMeta(last.name, options));
}

/** Empty folders count: sys.path names only those that exist, and a program may write to its own. */
function holds({ layers, folders }: Plan, layer: "packages" | "app"): boolean {
  return layers[layer].files > 0 || folders.some((folder) => folder.layer === layer);
}

function layerMeta(layer: string, { stages }: AssembleOptions): ReturnType<typeof stageMeta> {
  return stageMeta("image", `${layer} layer`, stages);
}

function runtimeActions(
  plan: Plan,
  analysis: Analysis,
  python: RelinkedPython | undefined,
  { epoch, notes }: AssembleOptions,
): readonly FileAction[] {
  const { km } = plan.interpreter;
  // An exported cache holds what the result comes from: without the plan among that, the next machine would analyze again
  // just to read it.
  const depends = [analysis.plan, ...notes].map(nothingOf);
  const marker = mkfile({ path: "/.kontain", mode: 0o644, data: new Uint8Array(), timestampSeconds: epoch });
  if (python === undefined) return [...depends, marker, tree(analysis.runtime)];
  // These go before the tree: a file copied into a folder makes the folder's mtime now, and the tree, which carries the
  // metadata of every parent, puts it right again.
  const payload = copy({
    from: python.km,
    src: `/${baseName(km)}`,
    dest: km,
    createDestPath: true,
    timestampSeconds: epoch,
  });
  const licences = copy({
    from: python.km,
    src: "/copyright",
    dest: LICENCES,
    createDestPath: true,
    timestampSeconds: epoch,
  });
  return [...depends, marker, payload, licences, tree(analysis.runtime), over(python.km)];
}

/** What belongs to python.km: the standard library of another revision, in place of the source's; musl images' locale. */
function over(linked: State): FileAction {
  return copy({
    from: linked,
    src: "/root*",
    dest: "/",
    dirContents: true,
    createDestPath: true,
    allowWildcard: true,
    allowEmptyWildcard: true,
  });
}

/** Copies a layer tree onto the image's root, with the metadata that the tree carries. */
function tree(from: State): FileAction {
  return copy({ from, src: "/", dest: "/", dirContents: true, createDestPath: true });
}

/** Just the payload, for those who assemble an image themselves. */
export function payloadOnly(
  plan: Plan,
  analysis: Analysis,
  python: RelinkedPython | undefined,
  options: AssembleOptions,
): State {
  const { km } = plan.interpreter;
  const name = baseName(km);
  const payload =
    python === undefined
      ? copy({ from: analysis.runtime, src: km, dest: `/${name}` })
      : copy({ from: python.km, src: `/${name}`, dest: `/${name}`, timestampSeconds: options.epoch });
  return file(scratch, [...options.notes.map(nothingOf), payload], stageMeta("image", name, options.stages));
}

/** What the analysis found, as files: plan.json, why.json and, where python.km is relinked, link.json. */
export function planOnly(analysis: Analysis, options: AssembleOptions): State {
  const all = (from: State): FileAction =>
    copy({ from, src: "/", dest: "/", dirContents: true, timestampSeconds: options.epoch });
  return file(
    scratch,
    [...options.notes.map(nothingOf), all(analysis.plan), all(analysis.why), all(analysis.link)],
    stageMeta("image", "plan.json, why.json, link.json", options.stages),
  );
}

/** The image with KM inside, for plain Docker with a KVM device. */
export function withKontainMonitor(image: State, km: State, options: AssembleOptions): State {
  const path = "/opt/kontain/bin/km";
  const monitor = copy({ from: km, src: path, dest: path, createDestPath: true, mode: 0o755 });
  const placed = file(scratch, [monitor], { name: "[internal] Kontain Monitor" });
  // The folders above are new: only a copy with a timestamp makes them the same in every build.
  const action = copy({
    from: placed,
    src: "/",
    dest: "/",
    dirContents: true,
    createDestPath: true,
    timestampSeconds: options.epoch,
  });
  return file(image, [action], stageMeta("image", "Kontain Monitor layer", options.stages));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
