/** An environment as BuildKit's Go client sends it: each key once, with its last value, at its last place. */
export function environment(env: readonly string[]): string[] {
  const values = new Map<string, string>();
  for (const entry of env) {
    const equals = entry.indexOf("=");
    const key = equals === -1 ? entry : entry.slice(0, equals);
    // A map keeps the place where a key first stood; deleting it first moves it to the end.
    values.delete(key);
    values.set(key, equals === -1 ? "" : entry.slice(equals + 1));
  }
  return [...values].map(([key, value]) => `${key}=${value}`);
}
