/** The client's options under their own names, as the daemon hands them over: BUILDKIT_FRONTEND_OPT_<n>=<key>=<value>. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(env)
      .filter(([name]) => /^BUILDKIT_FRONTEND_OPT_\d+$/.test(name))
      .map(([, setting = ""]) => splitSetting(setting))
      // The daemon numbers them in Go's random order.
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** A value may hold `=` and line breaks. */
function splitSetting(setting: string): [string, string] {
  const equals = setting.indexOf("=");
  return equals < 0 ? [setting, ""] : [setting.slice(0, equals), setting.slice(equals + 1)];
}
