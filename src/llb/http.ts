import type { Digest } from "../oci/digest.js";
import { source } from "./source.js";
import type { OpMeta, State } from "./state.js";

export interface HttpOptions extends OpMeta {
  /** Of the file's content; the build fails where it differs. */
  readonly checksum?: Digest | undefined;
  /** The file's name in the state; else the URL's last part. */
  readonly filename?: string | undefined;
  readonly mode?: number | undefined;
}

/** One file from the web, in the root of the state. */
export function http(url: string, options: HttpOptions = {}): State {
  const { checksum, filename, mode, ...meta } = options;
  return source({
    identifier: url,
    cap: "source.http",
    attributes: [
      { key: "http.checksum", value: checksum, cap: "source.http.checksum" },
      { key: "http.filename", value: filename },
      {
        key: "http.perm",
        value: mode === undefined ? undefined : `0${mode.toString(8)}`,
        cap: "source.http.perm",
      },
    ],
    platform: { kind: "anywhere" },
    meta,
  });
}
