import type { Proxy } from "../llb/proxy.js";

/** The proxies that clients pass as build arguments; of `HTTP_PROXY` and `http_proxy` the lower case counts. */
export function proxyOf(buildArgs: ReadonlyMap<string, string>): Proxy | undefined {
  const found = [...buildArgs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, value]) => {
      const [, kind] = /^(https?|ftp|all|no)_proxy$/i.exec(name) ?? [];
      return kind === undefined ? [] : [[kind.toLowerCase(), value] as const];
    });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}
