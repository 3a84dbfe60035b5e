import * as z from "zod";
import type { SourceRange } from "../diagnostics/source.js";
import type { ImageRef } from "../oci/image-ref.js";
import { oneWord } from "./arguments.js";
import { check } from "./check.js";
import { flagValues } from "./flag-values.js";
import { ImageName } from "./from.js";
import type { Instruction } from "./instruction.js";
import { expandWord, type Reading } from "./reading.js";

/** The image that holds a toolchain, as TOOLCHAIN names it. */
export interface ToolchainImage {
  /** As written, after expansion; named contexts go by this. */
  readonly image: string;
  readonly ref: ImageRef;
  readonly range: SourceRange;
}

const Toolchain = z.object({ image: ImageName });

/** TOOLCHAIN: the name of an image. */
export function readToolchain(
  instruction: Instruction,
  variables: ReadonlyMap<string, string>,
  reading: Reading,
): ToolchainImage | undefined {
  flagValues(instruction, [], reading);
  const word = oneWord(instruction, "TOOLCHAIN", reading);
  const image = word && expandWord(word, variables, reading);
  if (image === undefined) return undefined;
  const checked = check(Toolchain, { image }, instruction.range, reading.report);
  return checked && { image: image.value, ref: checked.image, range: image.range };
}
