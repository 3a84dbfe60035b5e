import * as z from "zod";
import type { SourceRange } from "../diagnostics/source.js";
import { parseImageRef, type ImageRef } from "../oci/image-ref.js";
import { parsePlatform, type Platform } from "../oci/platform.js";
import { reportExtra, someWords } from "./arguments.js";
import { check, word } from "./check.js";
import { flagValues } from "./flag-values.js";
import type { Instruction } from "./instruction.js";
import type { Ranged } from "./ranged.js";
import { expandWord, type Reading } from "./reading.js";
import { rangeOf, type Span } from "./span.js";

/** The source image, as FROM names it. */
export interface FromImage {
  readonly kind: "image";
  /** As written, after expansion; named contexts go by this. */
  readonly image: string;
  readonly ref: ImageRef;
  readonly range: SourceRange;
  readonly platform?: Ranged<Platform> | undefined;
}

/** An image reference, as FROM and TOOLCHAIN name images. */
export const ImageName = word((text, refuse) => {
  const ref = parseImageRef(text);
  if (ref !== undefined) return ref;
  const hint = /[A-Z]/.test(text)
    ? "names of images are lower case"
    : "write NAME, NAME:TAG or HOST/NAME:TAG";
  return refuse({ code: "bad-image", message: `${JSON.stringify(text)} is not the name of an image`, hint });
});

const TargetPlatform = word((text, refuse) => {
  const platform = parsePlatform(text);
  const hint = "remove --platform, or write --platform=linux/amd64";
  if (platform === undefined) {
    return refuse({ code: "bad-platform", message: `${JSON.stringify(text)} is not a platform`, hint });
  }
  if (platform.os !== "linux" || platform.architecture !== "amd64") {
    const message = `there are no Kontain images for ${text}: KM runs x86_64 only`;
    return refuse({ code: "unsupported-platform", message, hint });
  }
  return platform;
});

const From = z.object({ image: ImageName, platform: TargetPlatform.optional() });

/** Reads FROM among the values that ARG gave above it. */
export function readFrom(
  instruction: Instruction,
  variables: ReadonlyMap<string, string>,
  reading: Reading,
): FromImage | undefined {
  const flags = flagValues(instruction, ["platform", "target"], reading);
  const [first, ...rest] = someWords(instruction, "FROM", "plain", reading) ?? [];
  if (first === undefined) return undefined;
  reportRest(rest, reading);
  const image = expandWord(first, variables, reading);
  if (image === undefined || reportOther(first, image, flags.has("target"), reading)) return undefined;
  const platformFlag = flags.get("platform");
  const platform = platformFlag && expandWord(platformFlag, variables, reading);
  const checked = check(From, { image, platform }, instruction.range, reading.report);
  if (checked === undefined) return undefined;
  return {
    kind: "image",
    image: image.value,
    ref: checked.image,
    range: image.range,
    ...(platform && checked.platform && { platform: { value: checked.platform, range: platform.range } }),
  };
}

function reportRest([first, name]: readonly Span[], { report }: Reading): void {
  if (first === undefined) return;
  if (first.text.toUpperCase() === "AS") {
    report({
      code: "from-as",
      message: "AS names a stage, and a Kontainfile has none",
      hint: name === undefined ? "remove AS" : `remove AS ${name.text}`,
      at: rangeOf(first),
    });
  } else {
    reportExtra("FROM", first, report);
  }
}

/** Whether FROM names what is no image reference at all, which is then reported. */
function reportOther(word: Span, image: Ranged<string>, hasTarget: boolean, { report }: Reading): boolean {
  const at = image.range;
  if (image.value === "") {
    report({
      code: "empty-image",
      message: `FROM names no image: ${word.text} is empty`,
      hint: "give the variable a value with --build-arg, or a default as in ${NAME:-my/python-image}",
      at,
    });
    return true;
  }
  if (hasTarget || /^\.{0,2}\/|(?:^|\/)Dockerfile$/.test(image.value)) {
    report({
      code: "not-supported-yet",
      message: "FROM with a Dockerfile is not supported yet",
      hint: "build it first with docker build -t NAME, then write FROM NAME",
      at,
    });
    return true;
  }
  if (image.value !== "scratch") return false;
  const message = "FROM scratch has no Python to convert";
  report({ code: "from-scratch", message, hint: "name an image that contains python3", at });
  return true;
}
