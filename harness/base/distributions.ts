import { debianMirror } from "../engine/apt.js";

/** How one suite's base image is made and called. */
export interface Suite {
  readonly distribution: "debian" | "ubuntu";
  readonly name: string;
  readonly mirror: string;
  /** The package that holds the archive's keys, and the Debian suite that has that package. */
  readonly keyring: { readonly package: string; readonly suite: string; readonly path: string };
  readonly components: string;
  readonly sources: { readonly path: string; readonly text: string };
  /** The names that the official images have. */
  readonly tags: readonly string[];
}

const debianVersions: Readonly<Record<string, string>> = { bullseye: "11", bookworm: "12", trixie: "13" };
const ubuntuVersions: Readonly<Record<string, string>> = { focal: "20.04", jammy: "22.04", noble: "24.04" };

/** A suite by its name: one of Ubuntu's, else Debian's. */
export function suiteOf(name: string): Suite {
  const version = ubuntuVersions[name];
  return version === undefined ? debian(name) : ubuntu(name, version);
}

function debian(name: string): Suite {
  const mirror = debianMirror();
  const security = mirror.replace(/\/debian\/?$/, "/debian-security");
  const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
  const rolling = name === "sid" || name === "unstable";
  const version = debianVersions[name];
  return {
    distribution: "debian",
    name,
    mirror,
    keyring: { package: "debian-archive-keyring", suite: "bookworm", path: keyring },
    components: "main",
    sources:
      name === "bullseye"
        ? { path: "etc/apt/sources.list", text: oneLine(name, mirror, security) }
        : {
            path: "etc/apt/sources.list.d/debian.sources",
            text: deb822(name, mirror, security, keyring, rolling),
          },
    tags: [name, ...(version === undefined ? [] : [version])].flatMap((tag) => [
      `debian:${tag}`,
      `debian:${tag}-slim`,
    ]),
  };
}

function oneLine(name: string, mirror: string, security: string): string {
  return `deb ${mirror} ${name} main
deb ${security} ${name}-security main
deb ${mirror} ${name}-updates main
`;
}

function deb822(name: string, mirror: string, security: string, keyring: string, rolling: boolean): string {
  const stanza = (uri: string, suites: string): string => `Types: deb
URIs: ${uri}
Suites: ${suites}
Components: main
Signed-By: ${keyring}
`;
  if (rolling) return stanza(mirror, name);
  return `${stanza(mirror, `${name} ${name}-updates`)}\n${stanza(security, `${name}-security`)}`;
}

function ubuntu(name: string, version: string): Suite {
  const mirror = process.env["FAKTORY_UBUNTU_MIRROR"] ?? "http://archive.ubuntu.com/ubuntu";
  const components = "main universe";
  const suites = [name, `${name}-updates`, `${name}-security`];
  return {
    distribution: "ubuntu",
    name,
    mirror,
    keyring: {
      package: "ubuntu-keyring",
      suite: "forky",
      path: "/usr/share/keyrings/ubuntu-archive-keyring.gpg",
    },
    components: components.replace(" ", ","),
    sources: {
      path: "etc/apt/sources.list",
      text: suites.map((suite) => `deb ${mirror} ${suite} ${components}\n`).join(""),
    },
    tags: [`ubuntu:${name}`, `ubuntu:${version}`],
  };
}
