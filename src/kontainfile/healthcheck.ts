import * as z from "zod";
import { reportMissing } from "./arguments.js";
import { check, word } from "./check.js";
import { readCommand } from "./command.js";
import type { HealthcheckChange } from "./config-changes.js";
import { Duration } from "./duration.js";
import { flagValues } from "./flag-values.js";
import type { Instruction } from "./instruction.js";
import { rangedText, type Reading } from "./reading.js";
import { rangeOf, slice, trim } from "./span.js";

const Retries = word((text, refuse) => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const message = `${JSON.stringify(text)} is not a number of retries`;
  return refuse({ code: "bad-retries", message, hint: "write --retries=3" });
});

const Limits = z.object({
  interval: Duration.optional(),
  timeout: Duration.optional(),
  "start-period": Duration.optional(),
  "start-interval": Duration.optional(),
  retries: Retries.optional(),
});

/** Reads HEALTHCHECK: NONE, or CMD with its limits; no variable is expanded in it, as in Dockerfiles. */
export function readHealthcheck(instruction: Instruction, reading: Reading): HealthcheckChange | undefined {
  const { args, range } = instruction;
  const kindEnd = /^\S*/.exec(args.text)?.[0].length ?? 0;
  const kind = slice(args, 0, kindEnd);
  const rest = trim(slice(args, kindEnd));
  if (kind.text === "") {
    reportMissing(instruction, "HEALTHCHECK", reading);
    return undefined;
  }
  if (kind.text.toUpperCase() === "NONE") {
    flagValues({ ...instruction, name: "HEALTHCHECK NONE" }, [], reading);
    if (rest.text === "") return { kind: "none" };
    const message = "HEALTHCHECK NONE takes no command";
    reading.report({
      code: "too-many-arguments",
      message,
      hint: "remove what follows NONE",
      at: rangeOf(rest),
    });
    return undefined;
  }
  const flags = flagValues(instruction, Object.keys(Limits.shape), reading);
  const fields = Object.fromEntries([...flags].map(([name, value]) => [name, rangedText(value)]));
  const limits = check(Limits, fields, range, reading.report);
  if (kind.text.toUpperCase() !== "CMD") {
    reading.report({
      code: "bad-value",
      message: `HEALTHCHECK cannot start with ${JSON.stringify(kind.text)}`,
      hint: "write HEALTHCHECK CMD command, or HEALTHCHECK NONE",
      at: rangeOf(kind),
    });
    return undefined;
  }
  const command = rest.text === "" ? undefined : readCommand("HEALTHCHECK CMD", rest, reading);
  if (rest.text === "" || (command?.kind === "exec" && command.argv.length === 0)) {
    reportMissing(instruction, "HEALTHCHECK", reading);
    return undefined;
  }
  return command && limits && { kind: "command", command, limits: toDocument(limits) };
}

function toDocument(
  limits: z.output<typeof Limits>,
): Extract<HealthcheckChange, { kind: "command" }>["limits"] {
  return {
    ...(limits.interval && { Interval: limits.interval }),
    ...(limits.timeout && { Timeout: limits.timeout }),
    ...(limits["start-period"] && { StartPeriod: limits["start-period"] }),
    ...(limits["start-interval"] && { StartInterval: limits["start-interval"] }),
    ...(limits.retries && { Retries: limits.retries }),
  };
}
