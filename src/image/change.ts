import * as z from "zod";
import { unreachable, type Diagnostic } from "../diagnostics/diagnostic.js";
import { check } from "../kontainfile/check.js";
import type { Command, ConfigChange, HealthcheckChange, Pair } from "../kontainfile/config-changes.js";
import { expandTemplate } from "../kontainfile/expand.js";
import { PortSpec } from "../kontainfile/ports.js";
import { variableProblem } from "../kontainfile/reading.js";
import { Signal } from "../kontainfile/signals.js";
import type { Template } from "../kontainfile/template.js";
import { emptyPath } from "../kontainfile/volumes.js";
import type { ContainerConfig, Healthcheck } from "../oci/image-config.js";
import { withVariable } from "./environment.js";
import { workingFolder } from "./working-folder.js";

/** A configuration half changed, and the variables that the next change sees. */
export interface Progress {
  readonly config: ContainerConfig;
  readonly variables: ReadonlyMap<string, string>;
}

interface Surroundings {
  readonly givesCmd: boolean;
  readonly report: (problem: Diagnostic) => void;
}

const Ports = z.object({ ports: z.array(PortSpec) });
const Stopsignal = z.object({ signal: Signal });

export function applyChange(
  { config, variables }: Progress,
  change: ConfigChange,
  { givesCmd, report }: Surroundings,
): Progress {
  const valueOf = (template: Template): string => expanded(template, variables, report);
  const pairsOf = (pairs: readonly Pair[]): [string, string][] =>
    pairs.map(({ name, value }) => [nameOf(name, valueOf(name), report), valueOf(value)]);
  const changed = (changes: Partial<ContainerConfig>): Progress => ({
    config: { ...config, ...changes },
    variables,
  });
  switch (change.kind) {
    case "arg": {
      const value = change.given ?? (change.fallback && valueOf(change.fallback));
      return value === undefined
        ? changed({})
        : { config, variables: new Map([...variables, [change.name, value]]) };
    }
    case "env": {
      // All values of one ENV see the variables from above it.
      const pairs = pairsOf(change.pairs);
      const Env = pairs.reduce((env, [name, value]) => withVariable(env, name, value), config.Env ?? []);
      return { config: { ...config, Env }, variables: new Map([...variables, ...pairs]) };
    }
    case "label":
      return changed({ Labels: { ...config.Labels, ...Object.fromEntries(pairsOf(change.pairs)) } });
    case "entrypoint": {
      const Entrypoint = argvOf(change.command, config);
      return changed({
        Entrypoint: Entrypoint.length === 0 ? undefined : Entrypoint,
        Cmd: givesCmd ? config.Cmd : undefined,
      });
    }
    case "cmd":
      return changed({ Cmd: argvOf(change.command, config) });
    case "workdir":
      return changed({ WorkingDir: workingFolder(config.WorkingDir, valueOf(change.path)) });
    case "user":
      return changed({ User: valueOf(change.user) });
    case "stopsignal": {
      const signal = { value: valueOf(change.signal), range: change.signal.range };
      const checked = check(Stopsignal, { signal }, change.range, report);
      return changed(checked === undefined ? {} : { StopSignal: checked.signal });
    }
    case "expose": {
      // A variable may hold several ports.
      const ports = change.ports.flatMap((template) =>
        valueOf(template)
          .split(/\s+/)
          .filter((port) => port !== "")
          .map((value) => ({ value, range: template.range })),
      );
      const checked = check(Ports, { ports }, change.range, report);
      return changed({ ExposedPorts: withKeys(config.ExposedPorts, checked?.ports.flat() ?? []) });
    }
    case "volume": {
      const paths = change.paths.map((template) => ({ path: valueOf(template), range: template.range }));
      for (const { range } of paths.filter(({ path }) => path === "")) report(emptyPath(range));
      return changed({
        Volumes: withKeys(
          config.Volumes,
          paths.map(({ path }) => path),
        ),
      });
    }
    case "healthcheck":
      return changed({ Healthcheck: healthcheckOf(change.check) });
    default:
      return unreachable(change);
  }
}

function expanded(
  template: Template,
  variables: ReadonlyMap<string, string>,
  report: (problem: Diagnostic) => void,
): string {
  const { text, problem } = expandTemplate(template, variables);
  if (problem !== undefined) report(variableProblem(problem, template.range));
  return text;
}

function nameOf({ range: at }: Template, name: string, report: (problem: Diagnostic) => void): string {
  if (name === "") {
    const hint = "give its variable a value";
    report({ code: "missing-name", message: "the name of this value is empty", hint, at });
  }
  return name;
}

/** What Docker puts before a line where the image names no shell. */
const DEFAULT_SHELL = ["/bin/sh", "-c"];

function argvOf(command: Command, { Shell }: ContainerConfig): string[] {
  if (command.kind === "exec") return [...command.argv];
  return [...(Shell !== undefined && Shell.length > 0 ? Shell : DEFAULT_SHELL), command.line];
}

function healthcheckOf(change: HealthcheckChange): Healthcheck {
  if (change.kind === "none") return { Test: ["NONE"] };
  const { command, limits } = change;
  const Test = command.kind === "exec" ? ["CMD", ...command.argv] : ["CMD-SHELL", command.line];
  return { Test, ...limits };
}

function withKeys(
  record: ContainerConfig["ExposedPorts"],
  keys: readonly string[],
): ContainerConfig["ExposedPorts"] {
  return { ...record, ...Object.fromEntries(keys.map((key) => [key, {}])) };
}
