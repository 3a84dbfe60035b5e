import type { ProxyEnv } from "../gen/ops.js";

/** The ways out of the network, as a command's environment names them. */
export interface Proxy {
  readonly http?: string | undefined;
  readonly https?: string | undefined;
  readonly ftp?: string | undefined;
  readonly all?: string | undefined;
  /** The hosts that are reached without one. */
  readonly no?: string | undefined;
}

export function encodeProxy({ http = "", https = "", ftp = "", all = "", no = "" }: Proxy): ProxyEnv {
  return { httpProxy: http, httpsProxy: https, ftpProxy: ftp, noProxy: no, allProxy: all };
}
