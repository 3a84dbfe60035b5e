import { givenEngine } from "./given.js";
import { versions, type Version } from "./places.js";
import { runningEngine, startEngine, type Engine } from "./start.js";

/** Our engine of a version, started if need be; without a version the given or running Docker, else our 20. */
export async function chosenEngine(version: Version | undefined, instance = ""): Promise<Engine> {
  if (version !== undefined) return startEngine(version, instance);
  return (await givenEngine()) ?? startEngine("20", instance);
}

/** The same, but without starting any. */
export async function chosenRunningEngine(
  version: Version | undefined,
  instance = "",
): Promise<Engine | undefined> {
  if (version !== undefined) return runningEngine(version, instance);
  return (
    (await givenEngine()) ?? (await runningEngine("20", instance)) ?? (await runningEngine("28", instance))
  );
}

/** A version as the command line says it. */
export function parseVersion(text: string): Version {
  const version = versions.find((each) => each === text);
  if (version === undefined) throw new Error(`--docker=${text}: one of ${versions.join(", ")}`);
  return version;
}
