import { Op, type Definition, type OpMetadata, type Range, type Source } from "../gen/ops.js";
import { digestOfBytes } from "./canonical.js";
import { printOp } from "./print-op.js";
import { words } from "./words.js";

/**
 * A definition for people to read and golden files to keep: a paragraph for each operation, in the order in which it
 * travels. Operations are named by their numbers, since a digest would change with every operation before it.
 */
export function printDefinition({ def, metadata, source }: Definition): string {
  const ops = def.map((bytes) => ({ digest: digestOfBytes(bytes), op: Op.decode(bytes) }));
  const numbers = new Map<string, number>(ops.map(({ digest }, place) => [digest, place + 1]));
  const paragraphs = ops.map(({ digest, op }, place) => {
    const names = op.inputs.map((input) => inputName(numbers.get(input.digest), input.index));
    const name = (index: bigint): string => names[Number(index)] ?? "scratch";
    const [title = "", ...lines] = printOp(op, name);
    if (op.op === undefined) return `${words(title, ...names)}\n`;
    const said = [...printMetadata(metadata.get(digest)), ...printRanges(source, digest)];
    const head = words(`#${place + 1}`, title, printPlatform(op));
    return [head, ...[...said, ...lines].map((line) => `  ${line}`)].join("\n") + "\n";
  });
  return paragraphs.length === 0 ? "scratch\n" : paragraphs.join("\n");
}

/** `#2`, or `#2:1` for another than its first output. */
function inputName(number: number | undefined, output: bigint): string {
  return `#${number ?? "?"}${output === 0n ? "" : `:${String(output)}`}`;
}

function printPlatform({ platform }: Op): string | undefined {
  return platform && `(${[platform.os, platform.architecture, platform.variant].filter(Boolean).join("/")})`;
}

function printMetadata(metadata: OpMetadata | undefined): readonly string[] {
  if (metadata === undefined) return [];
  const { description, ignoreCache, progressGroup } = metadata;
  return [
    ...[...description].map(([key, value]) =>
      key === "llb.customname" ? `name ${value}` : `${key} ${value}`,
    ),
    ...(ignoreCache ? ["no cache"] : []),
    ...(progressGroup
      ? [words("group", progressGroup.id, progressGroup.name, progressGroup.weak && "(weak)")]
      : []),
  ];
}

function printRanges(source: Source | undefined, digest: string): readonly string[] {
  const locations = source?.locations.get(digest)?.locations ?? [];
  return locations.flatMap(({ sourceIndex, ranges }) =>
    ranges.map((range) => `from ${source?.infos[sourceIndex]?.filename ?? "?"}:${printRange(range)}`),
  );
}

function printRange({ start, end }: Range): string {
  const position = (place: Range["start"]): string => `${place?.line ?? 0}:${place?.character ?? 0}`;
  return `${position(start)}-${position(end)}`;
}
