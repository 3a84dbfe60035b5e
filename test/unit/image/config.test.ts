import { expect, test } from "vitest";
import { UserError, type Diagnostic } from "../../../src/diagnostics/diagnostic.js";
import { applyConfig } from "../../../src/image/config.js";
import { parseKontainfile } from "../../../src/kontainfile/kontainfile.js";
import { ImageDocument, type ContainerConfig } from "../../../src/oci/image-config.js";

function configure(lines: string, source: object = {}): ContainerConfig {
  const document = ImageDocument.parse({ os: "linux", architecture: "amd64", config: source });
  const file = { name: "Kontainfile", text: `FROM a\n${lines}` };
  return applyConfig(document, parseKontainfile(file, { buildArgs: new Map() }).config);
}

function problems(lines: string, source: object = {}): readonly Diagnostic[] {
  try {
    configure(lines, source);
  } catch (error) {
    if (error instanceof UserError) return error.diagnostics;
    throw error;
  }
  return [];
}

const SOURCE = {
  Env: ["PATH=/usr/bin", "A=1"],
  Entrypoint: ["/tini", "--"],
  Cmd: ["python3", "app.py"],
  WorkingDir: "/app",
  Shell: ["/bin/bash", "-c"],
};

test("a Kontainfile of two lines carries the source's configuration over", () => {
  const source = {
    ...SOURCE,
    User: "1000:1000",
    ExposedPorts: { "80/tcp": {} },
    Volumes: { "/data": {} },
    Labels: { a: "b" },
    StopSignal: "SIGINT",
    Healthcheck: { Test: ["CMD", "python3", "-c", "1"], Interval: 5e9 },
  };
  expect(configure("", source)).toEqual(source);
});

test("ENTRYPOINT clears the source's Cmd, but not one that stands beside it", () => {
  expect(configure('ENTRYPOINT ["x"]', SOURCE).Cmd).toBeUndefined();
  expect(configure('CMD ["y"]\nENTRYPOINT ["x"]', SOURCE).Cmd).toEqual(["y"]);
  expect(configure('ENTRYPOINT ["x"]\nCMD ["y"]', SOURCE).Cmd).toEqual(["y"]);
});

test("ENTRYPOINT [] takes the source's away", () => {
  expect(configure("ENTRYPOINT []", SOURCE)).toMatchObject({ Entrypoint: undefined, Cmd: undefined });
});

test("shell form goes through the source's shell", () => {
  expect(configure("CMD run $A", SOURCE).Cmd).toEqual(["/bin/bash", "-c", "run $A"]);
  expect(configure("CMD run $A").Cmd).toEqual(["/bin/sh", "-c", "run $A"]);
});

test("ENV replaces in place, appends at the end, and sees the source's values", () => {
  expect(configure("ENV PATH=/x:$PATH B=${A}2\nENV C=$B", SOURCE).Env).toEqual([
    "PATH=/x:/usr/bin",
    "A=1",
    "B=12",
    "C=12",
  ]);
});

test("what Docker notes of containers stays behind, and so do triggers for images built upon the source", () => {
  expect(configure("", { Hostname: "x", OnBuild: ["RUN x"], Image: "sha256:0" })).not.toHaveProperty(
    "OnBuild",
  );
});

test("the health check keeps its python and its limits", () => {
  const source = { Healthcheck: { Test: ["CMD", "/usr/bin/python3", "check.py"], Timeout: 1e9 } };
  expect(configure("USER x", source).Healthcheck).toEqual(source.Healthcheck);
  expect(configure("HEALTHCHECK --interval=1m30s CMD python3 x.py").Healthcheck).toEqual({
    Test: ["CMD-SHELL", "python3 x.py"],
    Interval: 90e9,
  });
  expect(configure("HEALTHCHECK NONE", source).Healthcheck).toEqual({ Test: ["NONE"] });
});

test.each([
  ["WORKDIR b", "/app/b"],
  ["WORKDIR /b/", "/b"],
  ["WORKDIR ../../..", "/"],
  ["WORKDIR b\nWORKDIR c", "/app/b/c"],
  ["WORKDIR $NONE", "/app"],
])("%j leads from /app to %s", (lines, folder) => {
  expect(configure(lines, SOURCE).WorkingDir).toBe(folder);
});

test("values that turn out wrong point at their place", () => {
  expect(
    problems("EXPOSE 80 $A\nSTOPSIGNAL $A$A$B\nUSER ${B:?who}\nVOLUME $B\nENV $B=x", { Env: ["A=x"] }),
  ).toEqual([
    {
      code: "bad-port",
      message: '"x" is not a port',
      hint: "write 8000, 8000-8010 or 53/udp, with numbers up to 65535",
      at: { start: { line: 2, character: 10 }, end: { line: 2, character: 12 } },
    },
    {
      code: "bad-signal",
      message: '"xx" is not a signal',
      hint: "write SIGTERM, SIGINT or another name or number of Linux",
      at: { start: { line: 3, character: 11 }, end: { line: 3, character: 17 } },
    },
    {
      code: "bad-variable",
      message: "B must be given: who",
      hint: "give it a value with --build-arg",
      at: { start: { line: 4, character: 5 }, end: { line: 4, character: 14 } },
    },
    {
      code: "empty-path",
      message: "VOLUME has an empty path",
      hint: "write VOLUME /path",
      at: { start: { line: 5, character: 7 }, end: { line: 5, character: 9 } },
    },
    {
      code: "missing-name",
      message: "the name of this value is empty",
      hint: "give its variable a value",
      at: { start: { line: 6, character: 4 }, end: { line: 6, character: 6 } },
    },
  ]);
});
