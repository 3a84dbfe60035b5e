/** How long the steps of a conversion ran whose names begin so, by plain progress; undefined where all came from the cache. */
export function secondsOf(log: string, name: RegExp): number | undefined {
  const steps = [...log.matchAll(/^#(\d+) (\[.*)$/gm)].filter(([, , title = ""]) => name.test(title));
  const numbers = [...new Set(steps.map(([, number = ""]) => number))];
  const times = numbers.flatMap((number) => {
    const done = new RegExp(`^#${number} DONE ([\\d.]+)s$`, "m").exec(log)?.[1];
    return done === undefined ? [] : [Number(done)];
  });
  if (times.length === 0) return undefined;
  return Math.round(times.reduce((sum, time) => sum + time, 0) * 10) / 10;
}

/** What the linker says of the bytes of modules and libraries, and its warnings. */
export function accountOf(log: string): {
  readonly modules: { readonly count: number; readonly bytes: number };
  readonly libraries: { readonly name: string; readonly bytes: number }[];
  readonly warnings: string[];
} {
  const sizes = [...log.matchAll(/^#\d+ [\d.]+ (module|library) (.+): (\d+) bytes$/gm)].map(
    ([, kind, name = "", bytes]) => ({ kind, name, bytes: Number(bytes) }),
  );
  const modules = sizes.filter(({ kind }) => kind === "module");
  return {
    modules: { count: modules.length, bytes: modules.reduce((sum, { bytes }) => sum + bytes, 0) },
    libraries: sizes
      .filter(({ kind }) => kind === "library")
      .map(({ name, bytes }) => ({ name: name.replace(/ \(.*/, ""), bytes })),
    warnings: [...log.matchAll(/^#\d+ [\d.]+ warning: (.+ is built without .+)$/gm)].map(
      ([, text = ""]) => text,
    ),
  };
}
