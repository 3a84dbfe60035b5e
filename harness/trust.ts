import { existsSync } from "node:fs";

/** What trusts a mirror with a certificate of its own; the machine's own bundle where none is named. */
const BUNDLE = process.env["SSL_CERT_FILE"] ?? "/etc/ssl/certs/ca-certificates.crt";

/** The words of `docker build` that bring the certificates. */
export function trust(): readonly string[] {
  return existsSync(BUNDLE) ? ["--secret", `id=ca,src=${BUNDLE}`] : [];
}
