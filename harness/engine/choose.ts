import { givenEngine } from "./given.js";
import { versions, type Version } from "./places.js";
import { runningEngine, startEngine, type Engine } from "./start.js";

/** Our engine of a version, started if need be; without a version the given or running Docker, else our 20. */
export async function chosenEngine(version: Version | undefined): Promise<Engine> {
  if (version !== undefined) return startEngine(version);
  return (await givenEngine()) ?? startEngine("20");
}

/** The same, but without starting any. */
export async function chosenRunningEngine(version: Version | undefined): Promise<Engine | undefined> {
  if (version !== undefined) return runningEngine(version);
  return (await givenEngine()) ?? (await runningEngine("20")) ?? (await runningEngine("28"));
}

/** A version as the command line says it. */
export function parseVersion(text: string): Version {
  const version = versions.find((each) => each === text);
  if (version === undefined) throw new Error(`--docker=${text}: one of ${versions.join(", ")}`);
  return version;
}
