import { expect, test } from "vitest";
import { UserError } from "../../../src/diagnostics/diagnostic.js";
import {
  kontainConfig,
  serializeConfig,
  type KontainConfigInput,
} from "../../../src/image/kontain-config.js";
import { parseDigest } from "../../../src/oci/digest.js";
import { ContainerConfig, ImageDocument } from "../../../src/oci/image-config.js";

const DIGEST = parseDigest(`sha256:${"a".repeat(64)}`);

function input(config: object, changes: Partial<KontainConfigInput> = {}): KontainConfigInput {
  return {
    source: ImageDocument.parse({ os: "linux", architecture: "amd64" }),
    base: { name: "docker.io/my/app:latest", digest: DIGEST },
    config: ContainerConfig.parse(config),
    python: { version: "3.11.2", link: "static", modules: ["_ssl", "_bz2"], program: "/usr/bin/python3" },
    target: "krun",
    extraLabels: new Map(),
    ...changes,
  };
}

test("the labels say what the image came from and how it was linked", () => {
  expect(kontainConfig(input({ Labels: { z: "1" } })).config.Labels).toEqual({
    "app.kontain.link": "static",
    "app.kontain.modules": "_bz2,_ssl",
    "app.kontain.python": "3.11.2",
    "app.kontain.version": "1",
    "org.opencontainers.image.base.digest": DIGEST,
    "org.opencontainers.image.base.name": "docker.io/my/app:latest",
    z: "1",
  });
});

test("labels about the source's own base or link never pass for this image's", () => {
  const Labels = {
    "org.opencontainers.image.base.name": "old",
    "org.opencontainers.image.base.digest": "old",
    "app.kontain.modules": "old",
  };
  const python = { version: "3.11.2", link: "dynamic", modules: [], program: null } as const;
  expect(kontainConfig(input({ Labels }, { base: { name: "a" }, python })).config.Labels).toEqual({
    "app.kontain.link": "dynamic",
    "app.kontain.python": "3.11.2",
    "app.kontain.version": "1",
    "org.opencontainers.image.base.name": "a",
  });
});

test("--label wins over all others", () => {
  const extraLabels = new Map([
    ["app.kontain.link", "mine"],
    ["z", "2"],
  ]);
  expect(kontainConfig(input({ Labels: { z: "1" } }, { extraLabels })).config.Labels).toMatchObject({
    "app.kontain.link": "mine",
    z: "2",
  });
});

test("the source's layers, history and build notes stay behind, unknown fields do not", () => {
  const source = ImageDocument.parse({
    os: "linux",
    architecture: "amd64",
    author: "me",
    created: "2020-01-01T00:00:00Z",
    rootfs: { type: "layers", diff_ids: ["x"] },
    history: [{ created_by: "x" }],
    container_config: {},
    docker_version: "20.10",
    "moby.buildkit.cache.v0": "x",
    "moby.buildkit.buildinfo.v1": "x",
  });
  const { config, ...rest } = kontainConfig(input({}, { source }));
  expect(config.Labels).toBeDefined();
  expect(rest).toEqual({ os: "linux", architecture: "amd64", author: "me" });
});

test.each([
  [0, "1970-01-01T00:00:00Z"],
  [951_782_399, "2000-02-28T23:59:59Z"],
  [951_782_400, "2000-02-29T00:00:00Z"],
  [1_700_000_000, "2023-11-14T22:13:20Z"],
  [4_107_542_400, "2100-03-01T00:00:00Z"],
])("SOURCE_DATE_EPOCH %i dates the image %s", (epoch, created) => {
  expect(kontainConfig(input({}, { epoch }))["created"]).toBe(created);
});

const KM = "/opt/kontain/bin/km";
const PYTHON = "/usr/bin/python3";

test.each([
  ["Entrypoint alone", { Entrypoint: ["python3", "a"] }, { Entrypoint: [KM, PYTHON, "a"], Cmd: undefined }],
  [
    "Cmd alone, which docker run can replace",
    { Cmd: ["python3", "a"] },
    { Entrypoint: [KM], Cmd: [PYTHON, "a"] },
  ],
  ["both", { Entrypoint: ["python3"], Cmd: ["a"] }, { Entrypoint: [KM, PYTHON], Cmd: ["a"] }],
  ["an empty Entrypoint", { Entrypoint: [], Cmd: ["python3"] }, { Entrypoint: [KM], Cmd: [PYTHON] }],
  ["no command", {}, { Entrypoint: [KM], Cmd: undefined }],
  ["KM already there", { Entrypoint: [KM, "/x"] }, { Entrypoint: [KM, "/x"] }],
])("target km starts through KM: %s", (_, config, expected) => {
  const { Entrypoint, Cmd } = kontainConfig(input(config, { target: "km" })).config;
  expect({ Entrypoint, Cmd }).toEqual(expected);
});

test("target km starts shell form through KM too", () => {
  const python = { version: "3.11.2", link: "static", modules: [], program: "/bin/sh" } as const;
  const entrypoint = input(
    { Entrypoint: ["/bin/sh", "-c", "python3 a"], Cmd: ["b"] },
    { target: "km", python },
  );
  expect(kontainConfig(entrypoint).config).toMatchObject({
    Entrypoint: [KM, "/bin/sh", "-c", "python3 a"],
    Cmd: ["b"],
  });
  const cmd = input({ Cmd: ["/bin/sh", "-c", "python3 a"] }, { target: "km", python });
  expect(kontainConfig(cmd).config).toMatchObject({ Entrypoint: [KM], Cmd: ["/bin/sh", "-c", "python3 a"] });
});

test("target km takes a path relative to WORKDIR, and refuses a program that is nowhere", () => {
  const python = { version: "3.11.2", link: "static", modules: [], program: null } as const;
  const relative = input({ Entrypoint: ["./run"], WorkingDir: "/app" }, { target: "km", python });
  expect(kontainConfig(relative).config.Entrypoint).toEqual([KM, "/app/run"]);
  expect(() => kontainConfig(input({ Cmd: ["gone"] }, { target: "km", python }))).toThrow(
    new UserError([
      {
        code: "program-not-found",
        message: "the image starts gone, which is nowhere in its PATH",
        hint: "give ENTRYPOINT or CMD the absolute path of a program in the image",
      },
    ]),
  );
});

test("target krun leaves the command as it is: krun searches PATH", () => {
  const { Entrypoint, Cmd } = kontainConfig(input({ Cmd: ["python3", "a"] })).config;
  expect({ Entrypoint, Cmd }).toEqual({ Entrypoint: undefined, Cmd: ["python3", "a"] });
});

test("equal documents have equal bytes, whatever the order of their keys", () => {
  const one = ImageDocument.parse({
    os: "linux",
    architecture: "amd64",
    config: { Labels: { b: "2", a: "é" }, Env: ["B=1", "A=2"] },
  });
  const other = ImageDocument.parse({
    config: { Env: ["B=1", "A=2"], Labels: { a: "é", b: "2" } },
    architecture: "amd64",
    os: "linux",
  });
  expect(serializeConfig(one)).toEqual(serializeConfig(other));
  expect(new TextDecoder().decode(serializeConfig(one))).toBe(
    '{"architecture":"amd64","config":{"Env":["B=1","A=2"],"Labels":{"a":"é","b":"2"}},"os":"linux"}',
  );
});
