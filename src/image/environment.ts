/** The variables of an image's Env; of two with one name the later counts. */
export function variablesOf(env: readonly string[]): ReadonlyMap<string, string> {
  return new Map(env.map(splitPair));
}

/** Env with a variable set: in its old place, or at the end. */
export function withVariable(env: readonly string[], name: string, value: string): string[] {
  const index = env.findIndex((pair) => splitPair(pair)[0] === name);
  return index === -1 ? [...env, `${name}=${value}`] : env.with(index, `${name}=${value}`);
}

function splitPair(pair: string): [string, string] {
  const equals = pair.indexOf("=");
  return equals === -1 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
}
