import { expect, test } from "vitest";
import { literalOf } from "../../../src/kontainfile/template.js";
import { pointedAt, read } from "./read.js";

test("two lines are a Kontainfile, and all else has a default", () => {
  const range = { start: { line: 2, character: 5 }, end: { line: 2, character: 24 } };
  expect(read("# syntax=kontainapp/faktory:1\nFROM my/flask-app:latest\n")).toEqual({
    args: [],
    from: {
      kind: "image",
      image: "my/flask-app:latest",
      ref: { repository: "docker.io/my/flask-app", tag: "latest", digest: undefined },
      range,
    },
    link: "auto",
    linkRange: undefined,
    prune: "safe",
    keep: [],
    drop: [],
    traces: [],
    checks: { kind: "imports", range },
    config: [],
    warnings: [],
  });
});

test("CRLF, a byte order mark and continued lines leave every range right", () => {
  const text =
    "\uFEFF# syntax=x\r\nFROM --platform=linux/amd64 \\\r\n  a\r\nDROP x \\\r\n  # comment\r\n\r\n\t/srv/*\r\nlink static\r\n";
  const { from, drop, linkRange } = read(text);
  expect(from.range).toEqual({ start: { line: 3, character: 2 }, end: { line: 3, character: 3 } });
  expect(from.platform).toEqual({
    value: { os: "linux", architecture: "amd64" },
    range: { start: { line: 2, character: 16 }, end: { line: 2, character: 27 } },
  });
  expect(drop.map(({ value, range }) => [value, pointedAt(text, range), range.start.line])).toEqual([
    ["x", "x", 4],
    ["/srv/*", "/srv/*", 7],
  ]);
  expect(linkRange).toEqual({ start: { line: 8, character: 5 }, end: { line: 8, character: 11 } });
});

test("a byte order mark shifts no range on its line", () => {
  expect(read("\uFEFFFROM a").from.range.start).toEqual({ line: 1, character: 5 });
});

test("# escape=` continues lines with a backquote", () => {
  expect(read("# escape=`\nFROM a\nKEEP /a `\n  /b\n").keep.map(({ value }) => value)).toEqual(["/a", "/b"]);
});

test("ARG before FROM gives FROM its values, --build-arg over the default", () => {
  const text = "ARG TAG=1\nARG IMAGE=my/app:$TAG\nFROM ${IMAGE}\n";
  expect(read(text).from.image).toBe("my/app:1");
  expect(read(text, { TAG: "2" }).from.image).toBe("my/app:2");
  expect(read(text, { IMAGE: "other" }).from.image).toBe("other");
  expect(read("ARG V\nFROM a:${V:-latest}").from.image).toBe("a:latest");
  expect(read("FROM --platform=$TARGETPLATFORM a").from.platform?.value.architecture).toBe("amd64");
});

test("ARG below FROM gives LINK, PRUNE, KEEP and DROP theirs, as Dockerfiles scope them", () => {
  const text = "ARG MODE=static\nFROM a\nARG MODE\nARG ROOT=/srv\nLINK $MODE\nKEEP ${ROOT}/*\n";
  expect(read(text)).toMatchObject({ link: "static", keep: [{ value: "/srv/*" }] });
  expect(read(text, { MODE: "dynamic" }).link).toBe("dynamic");
  expect(read("FROM a\nARG MODE=static\nLINK $MODE", { MODE: "auto" }).link).toBe("auto");
});

test("several lines of KEEP and DROP add up, quotes hold spaces", () => {
  const { keep, drop } = read('FROM a\nKEEP /a "/b c" pkg.sub.*\nDROP _sqlite3\nKEEP x.y\n');
  expect(keep.map(({ value }) => value)).toEqual(["/a", "/b c", "pkg.sub.*", "x.y"]);
  expect(drop.map(({ value }) => value)).toEqual(["_sqlite3"]);
});

test("commands keep their form, and variables in them are the shell's", () => {
  const { config } = read(
    'FROM a\nENTRYPOINT ["python3", "$X"]\nCMD run  $X\nHEALTHCHECK --retries=2 CMD ["x"]\n',
  );
  expect(config).toMatchObject([
    { kind: "entrypoint", command: { kind: "exec", argv: ["python3", "$X"] } },
    { kind: "cmd", command: { kind: "shell", line: "run  $X" } },
    { kind: "healthcheck", check: { command: { kind: "exec", argv: ["x"] }, limits: { Retries: 2 } } },
  ]);
});

test("a value with variables waits for the source image's Env", () => {
  const [change] = read("FROM a\nENV PATH=/x:$PATH").config;
  expect(change).toMatchObject({
    kind: "env",
    pairs: [
      {
        value: {
          pieces: [
            { kind: "text", text: "/x:" },
            { kind: "variable", name: "PATH" },
          ],
        },
      },
    ],
  });
});

test("each word of EXPOSE, VOLUME and LABEL has a range of its own", () => {
  const text = 'FROM a\nEXPOSE 80 443/tcp\nVOLUME ["/a b", "/c\\u0064"]\nLABEL a=b "c d"=e\n';
  const places = read(text).config.flatMap((change) => {
    if (change.kind === "expose") return change.ports;
    if (change.kind === "volume") return change.paths;
    return change.kind === "label" ? change.pairs.map(({ name }) => name) : [];
  });
  expect(places.map((template) => [literalOf(template), pointedAt(text, template.range)])).toEqual([
    ["80", "80"],
    ["443/tcp", "443/tcp"],
    ["/a b", "/a b"],
    ["/cd", '"'],
    ["a", "a"],
    ["c d", '"c d"'],
  ]);
});
