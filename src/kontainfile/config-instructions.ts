import * as z from "zod";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { someWords, reportMissing, wholeArgument } from "./arguments.js";
import { check } from "./check.js";
import { readCommand } from "./command.js";
import type { ConfigChange } from "./config-changes.js";
import { flagValues } from "./flag-values.js";
import { readHealthcheck } from "./healthcheck.js";
import type { Instruction } from "./instruction.js";
import { readPairs } from "./pairs.js";
import { PortSpec } from "./ports.js";
import type { Reading } from "./reading.js";
import { Signal } from "./signals.js";
import { parseTemplate } from "./parse-template.js";
import { literalOf, type Template } from "./template.js";
import { readVolumes } from "./volumes.js";
import type { Span } from "./span.js";

/** The instructions that change the image's configuration and nothing else. */
export type ConfigInstruction =
  | "ENV"
  | "LABEL"
  | "ENTRYPOINT"
  | "CMD"
  | "WORKDIR"
  | "USER"
  | "EXPOSE"
  | "VOLUME"
  | "STOPSIGNAL"
  | "HEALTHCHECK";

const Stopsignal = z.object({ signal: Signal });
const Expose = z.object({ ports: PortSpec });

export function readConfigChange(
  name: ConfigInstruction,
  instruction: Instruction,
  reading: Reading,
): ConfigChange | undefined {
  const { range } = instruction;
  switch (name) {
    case "ENV":
      return { kind: "env", pairs: readPairs(name, instruction, reading), range };
    case "LABEL":
      return { kind: "label", pairs: readPairs(name, instruction, reading), range };
    case "HEALTHCHECK": {
      const healthcheck = readHealthcheck(instruction, reading);
      return healthcheck && { kind: "healthcheck", check: healthcheck, range };
    }
    case "ENTRYPOINT":
    case "CMD":
    case "WORKDIR":
    case "USER":
    case "EXPOSE":
    case "VOLUME":
    case "STOPSIGNAL":
      flagValues(instruction, [], reading);
      return readWithoutFlags(name, instruction, reading);
  }
}

function readWithoutFlags(
  name: Exclude<ConfigInstruction, "ENV" | "LABEL" | "HEALTHCHECK">,
  instruction: Instruction,
  reading: Reading,
): ConfigChange | undefined {
  const { range } = instruction;
  switch (name) {
    case "ENTRYPOINT":
    case "CMD": {
      if (instruction.args.text === "") {
        reportMissing(instruction, name, reading);
        return undefined;
      }
      const command = readCommand(name, instruction.args, reading);
      return command && { kind: name === "CMD" ? "cmd" : "entrypoint", command, range };
    }
    case "WORKDIR": {
      const path = template(wholeArgument(instruction, name, reading), reading);
      return path && { kind: "workdir", path, range };
    }
    case "USER": {
      const user = template(wholeArgument(instruction, name, reading), reading);
      return user && { kind: "user", user, range };
    }
    case "STOPSIGNAL": {
      const signal = template(wholeArgument(instruction, name, reading), reading);
      if (signal !== undefined) checkLiteral(Stopsignal, "signal", signal, reading.report);
      return signal && { kind: "stopsignal", signal, range };
    }
    case "EXPOSE": {
      const words = someWords(instruction, name, "plain", reading) ?? [];
      const ports = words.flatMap((word) => template(word, reading) ?? []);
      for (const port of ports) checkLiteral(Expose, "ports", port, reading.report);
      return { kind: "expose", ports, range };
    }
    case "VOLUME":
      return { kind: "volume", paths: readVolumes(instruction, reading), range };
  }
}

function template(word: Span | undefined, { escape, report }: Reading): Template | undefined {
  return word && parseTemplate(word, escape, report);
}

/** A value without variables is checked now; one with variables when the source image's Env is known. */
function checkLiteral(
  schema: z.ZodType,
  field: string,
  value: Template,
  report: (diagnostic: Diagnostic) => void,
): void {
  const text = literalOf(value);
  if (text !== undefined)
    check(schema, { [field]: { value: text, range: value.range } }, value.range, report);
}
