import { parseDigest } from "../../../src/oci/digest.js";
import { fromDefinition } from "../../../src/llb/definition.js";
import { exec, type Exec } from "../../../src/llb/exec.js";
import { copy, file, mkdir, mkfile, rm, symlink } from "../../../src/llb/file.js";
import { http } from "../../../src/llb/http.js";
import { image, ociLayout } from "../../../src/llb/image.js";
import { local } from "../../../src/llb/local.js";
import { marshal, type MarshalOptions } from "../../../src/llb/marshal.js";
import { scratch, type State } from "../../../src/llb/state.js";

/** A graph, the options it is sent with, and the caps that we list and BuildKit's Go client forgets. */
export interface Graph {
  readonly state: State;
  readonly options?: MarshalOptions;
  readonly capsOfOurOwn?: readonly string[];
}

const ZEROS = `sha256:${"0".repeat(64)}`;
const ARM64 = { os: "linux", architecture: "arm64" };
const DEBIAN = "docker.io/library/debian:bookworm";
const CONTENTS = { dirContents: true, createDestPath: true } as const;

const debian = image(DEBIAN);
const context = local("context", { sessionId: "session1" });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const run = (args: readonly string[]): State => exec(debian, { args }).root;

function mounts(): Exec {
  const request = file(scratch, [mkfile({ path: "/request.json", mode: 0o644, data: bytes("{}") })]);
  return exec(debian, {
    args: ["/usr/bin/python3", "-E", "/.faktory/analyzer/main.py"],
    network: "none",
    mounts: [
      { dest: "/z", input: debian, output: true },
      { dest: "/.faktory/request", input: request, readonly: true },
      { dest: "/.faktory/tools", input: context, readonly: true, selector: "/tools" },
      { dest: "/.faktory/scratchpad", input: scratch },
      { dest: "/.faktory/plan", input: scratch, output: true },
      { dest: "/.faktory/link", input: scratch, output: true },
    ],
  });
}

function together(): State {
  const { root, output } = mounts();
  return file(scratch, [
    copy({ from: output("/z"), src: "/", dest: "/", ...CONTENTS }),
    copy({ from: output("/.faktory/link"), src: "/", dest: "/", ...CONTENTS }),
    copy({ from: root, src: "/etc", dest: "/etc" }),
    copy({ from: output("/.faktory/plan"), src: "/plan.json", dest: "/" }),
  ]);
}

function sourceMapped(): State {
  const from = { start: { line: 2, character: 0 }, end: { line: 2, character: 20 } };
  const link = { start: { line: 3, character: 0 }, end: { line: 3, character: 11 } };
  const base = image(DEBIAN, { ranges: [from] });
  const { root } = exec(base, { args: ["true"], ranges: [from, link] });
  return file(root, [mkdir({ path: "/plain", mode: 0o755 })]);
}

function named(): State {
  const progressGroup = { id: "toolchain", name: "build the toolchain", weak: true };
  const base = image(DEBIAN, { progressGroup });
  return exec(base, { args: ["true"], name: "[1/5] build", ignoreCache: true, progressGroup }).root;
}

function diamond(): State {
  const left = exec(debian, { args: ["left"], name: "left" }).root;
  const right = file(debian, [mkdir({ path: "/right", mode: 0o755 })], { name: "right" });
  return file(
    scratch,
    [left, right, debian].map((from) => copy({ from, src: "/", dest: "/" })),
  );
}

function writtenTwice(): State {
  const one = image(DEBIAN, { name: "one", progressGroup: { id: "g", name: "group" } });
  const two = image(DEBIAN, { name: "two", ignoreCache: true });
  return file(one, [copy({ from: two, src: "/a", dest: "/b" })]);
}

const KONTAINFILE = {
  name: "Kontainfile",
  text: "# syntax=kontainapp/faktory:1\nFROM debian:bookworm\nLINK static\n",
  language: "Dockerfile",
  state: context,
};

/** The graphs of test/fixtures/llb/oracle/graphs.go, by the same names. */
export const GRAPHS: ReadonlyMap<string, Graph> = new Map<string, Graph>([
  ["image by tag", { state: debian }],
  [
    "image by digest, pulled",
    { state: image(`docker.io/library/python:3.11@${ZEROS}`, { resolveMode: "pull" }) },
  ],
  [
    "image from the local store, for arm64",
    { state: image(DEBIAN, { platform: ARM64, resolveMode: "local" }) },
  ],
  [
    "image in an OCI layout",
    {
      state: ociLayout(`store@${ZEROS}`, {
        sessionId: "session1",
        storeId: "store1",
        platform: { os: "linux", architecture: "amd64" },
      }),
    },
  ],
  [
    "local folder with everything",
    {
      state: local("context", {
        sessionId: "session1",
        sharedKeyHint: "hint",
        includePatterns: ["a/*", "<b>&\u2028", "ü"],
        excludePatterns: ["**/node_modules", "!keep"],
        followPaths: ["Kontainfile", "Kontainfile.dockerignore"],
        differ: "none",
        name: "[internal] load build definition from Kontainfile",
      }),
    },
  ],
  ["local folder without a session", { state: local("context", { unique: "unique1" }) }],
  [
    "file from the web",
    {
      state: http("https://www.python.org/ftp/python/3.11.2/Python-3.11.2.tar.xz", {
        checksum: parseDigest(ZEROS),
        filename: "python.tar.xz",
        mode: 0o600,
      }),
    },
  ],
  ["exec in an image", { state: run(["/bin/sh", "-c", 'echo "hi" > /out']) }],
  [
    "exec with user, hostname, folder, environment and no network",
    {
      state: exec(debian, {
        args: ["true", "", "ü"],
        env: ["PATH=/bin", "B=1", "A=x=y", "B=2", "EMPTY="],
        cwd: "/srv/app",
        user: "1000:1000",
        hostname: "builder",
        network: "none",
      }).root,
    },
  ],
  ["exec with the host's network", { state: exec(debian, { args: ["true"], network: "host" }).root }],
  [
    "exec behind a proxy",
    {
      state: exec(debian, {
        args: ["true"],
        proxy: {
          http: "http://proxy.example:3128",
          https: "http://proxy.example:3129",
          ftp: "http://proxy.example:3130",
          all: "socks5://proxy.example:1080",
          no: "localhost,.example",
        },
      }).root,
    },
  ],
  ["exec in scratch", { state: exec(scratch, { args: ["/true"] }).root }],
  ["exec for another platform", { state: exec(image(DEBIAN, { platform: ARM64 }), { args: ["true"] }).root }],
  ["root of an exec with mounts", { state: mounts().root }],
  ["first output of an exec with mounts", { state: mounts().output("/.faktory/link") }],
  ["last output of an exec with mounts", { state: mounts().output("/z") }],
  ["three outputs of an exec, copied together", { state: together() }],
  [
    "file operation on an image",
    {
      state: file(debian, [
        mkdir({ path: "/srv/app/", mode: 0o755, makeParents: true, timestampSeconds: 0 }),
        mkfile({ path: "srv/app/empty", mode: 0o600, data: bytes("") }),
        mkfile({
          path: "/srv/../srv/app/run.sh",
          mode: 0o755,
          data: bytes("#!/bin/sh\nexit 0\n"),
          owner: { user: 0, group: 1000 },
          timestampSeconds: 1_700_000_000,
        }),
        rm({ path: "/var/lib/apt/lists", allowNotFound: true }),
        rm({ path: "/tmp/*", allowWildcard: true }),
        symlink({ path: "/srv/app/link", target: "../run.sh", timestampSeconds: 0 }),
      ]),
      capsOfOurOwn: ["file.rm.wildcard", "file.symlink.create"],
    },
  ],
  [
    "file operation with owners by name",
    {
      state: file(debian, [
        mkdir({ path: "/a", mode: 0o700, owner: { user: "app" } }),
        copy({ from: context, src: "/b", dest: "/b", owner: { user: 7, group: "staff" } }),
      ]),
    },
  ],
  [
    "owner by name in scratch",
    { state: file(scratch, [mkdir({ path: "/a", mode: 0o700, owner: { user: "app" } })]) },
  ],
  [
    "copy with every option",
    {
      state: file(scratch, [
        copy({
          from: debian,
          src: "usr//lib/",
          dest: "opt/lib/",
          mode: 0o644,
          followSymlinks: true,
          dirContents: true,
          includePatterns: ["**/*.py"],
          excludePatterns: ["**/test"],
          unpack: true,
          createDestPath: true,
          allowWildcard: true,
          allowEmptyWildcard: true,
          timestampSeconds: 1_700_000_000,
        }),
      ]),
      capsOfOurOwn: ["file.copy.includeexcludepatterns"],
    },
  ],
  [
    "copies into folders",
    {
      state: file(scratch, [
        copy({ from: context, src: "/", dest: "/" }),
        copy({ from: context, src: ".", dest: "/." }),
        copy({ from: context, src: "/a", dest: "/a/." }),
        copy({ from: context, src: "a/../b", dest: "b/" }),
        copy({ from: scratch, src: "/", dest: "/nothing" }),
      ]),
    },
  ],
  [
    "copies of what the same operation makes",
    {
      state: file(debian, [
        mkdir({ path: "/a", mode: 0o755 }),
        copy({
          from: [
            mkfile({ path: "/x.tar", mode: 0o644, data: Buffer.from("x") }),
            mkfile({ path: "/y.tar", mode: 0o644, data: Buffer.from("y") }),
          ],
          src: "/x.tar",
          dest: "/a",
          unpack: true,
        }),
        copy({ from: context, src: "/b", dest: "/b" }),
      ]),
    },
  ],
  ["diamond", { state: diamond() }],
  ["equal operations written twice", { state: writtenTwice() }],
  ["names, progress group and no cache", { state: named() }],
  ["source map", { state: sourceMapped(), options: { source: KONTAINFILE } }],
  [
    "built upon a definition",
    {
      state: file(
        fromDefinition(marshal(sourceMapped(), { source: KONTAINFILE, platform: ARM64 })),
        [mkdir({ path: "/ours", mode: 0o755 })],
        { ranges: [{ start: { line: 1, character: 0 }, end: { line: 1, character: 17 } }] },
      ),
      options: { source: { name: "Kontainfile", text: "FROM ./Dockerfile\n" } },
    },
  ],
  [
    "another platform by default",
    {
      state: exec(debian, {
        args: ["true"],
        mounts: [{ dest: "/out", input: scratch, output: true }],
      }).output("/out"),
      options: { platform: { os: "linux", architecture: "arm", variant: "v7" } },
    },
  ],
  ["scratch", { state: scratch }],
]);
