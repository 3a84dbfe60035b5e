import { expect, test } from "vitest";
import { failed } from "../../gateway/fake-bridge.js";
import { BLOCKED_PLAN } from "../plan/sample.js";
import { APP, build, SOURCE, type Build } from "./sample.js";

/** What the client prints above the message. */
function sourceOf({ error }: Build): unknown {
  const detail = error().details.find(({ typeUrl }) => typeUrl.endsWith("errdefs.Source+json"));
  return detail && JSON.parse(Buffer.from(detail.value).toString());
}

/** What runc's failure to find a program is to BuildKit. */
function notStarted(): never {
  throw failed(
    'process "python3 -E -s -S -B /.faktory/analyzer/main.py" did not complete successfully: exit code: 1',
  );
}

test.each<readonly [string, Parameters<typeof build>[0], string, number | undefined]>([
  [
    "no such image",
    { kontainfile: "# syntax=x\nFROM my/ap\n" },
    "the source image my/ap cannot be had: docker.io/my/ap:latest: not found\n" +
      "  --> Kontainfile:2\n  2 | FROM my/ap\n    |      ^^^^^\n" +
      "  hint: build or pull it for linux/amd64 first (docker images lists what is there), or correct its name in FROM",
    2,
  ],
  [
    "an image for another platform",
    { images: { [SOURCE]: { ...APP, config: { os: "linux", architecture: "arm64" } } } },
    "my/app is an image for linux/arm64; KM runs linux/amd64 only\n" +
      "  --> Kontainfile:1\n  1 | FROM my/app\n    |      ^^^^^^\n" +
      "  hint: name an image for linux/amd64, or pull it with --platform=linux/amd64",
    1,
  ],
  [
    "an image whose configuration is none",
    { images: { [SOURCE]: { ...APP, config: ["not", "an", "image"] } } },
    "the configuration of my/app is not that of a container image\n" +
      "  --> Kontainfile:1\n  1 | FROM my/app\n    |      ^^^^^^\n" +
      "  hint: name an image that docker run can start",
    1,
  ],
  [
    "an image without Python",
    {
      images: { [SOURCE]: { ...APP, tree: { "/bin/sh": { data: "\x7fELF", mode: 0o755 } } } },
      steps: { analyze: notStarted },
    },
    "nothing in /bin, /usr/bin or PATH of my/app is a Python interpreter\n" +
      "  --> Kontainfile:1\n  1 | FROM my/app\n    |      ^^^^^^\n" +
      "  hint: name an image that contains python3 in FROM",
    1,
  ],
  [
    "a Python that is too old",
    {
      steps: {
        plan: {
          format: 1,
          error: { code: "python-too-old", message: "Python 2.7.18 is too old", hint: "name a newer image" },
        },
      },
    },
    "Python 2.7.18 is too old\n  --> Kontainfile:1\n  1 | FROM my/app\n    |      ^^^^^^\n  hint: name a newer image",
    1,
  ],
  [
    "a plan that is none",
    { steps: { plan: "tampered" } },
    "the analysis of the source image is not a valid plan: it is not JSON\n" +
      "  --> Kontainfile:1\n  1 | FROM my/app\n    |      ^^^^^^\n" +
      "  hint: the image may tamper with its own interpreter; --progress=plain shows what the analysis said",
    1,
  ],
  [
    "a plan that is too large",
    { steps: { plan: " ".repeat(300_000) } },
    "the analysis of the source image is not a valid plan: /plan.json is larger than 262144 bytes\n" +
      "  --> Kontainfile:1\n  1 | FROM my/app\n    |      ^^^^^^\n" +
      "  hint: the image may tamper with its own interpreter; --progress=plain shows what the analysis said",
    1,
  ],
  [
    "LINK static of what cannot be linked",
    { kontainfile: "FROM my/app\nLINK static\n", steps: { plan: BLOCKED_PLAN } },
    "LINK static: python.km cannot contain markupsafe._speedups\n" +
      "  --> Kontainfile:2\n  2 | LINK static\n    |      ^^^^^^\n" +
      "  hint: leave out what the program does not need (DROP markupsafe._speedups), or say LINK auto or LINK dynamic",
    2,
  ],
  [
    "no base image for the toolchain",
    { images: { [SOURCE]: APP } },
    "the toolchain's base image docker.io/library/debian:bookworm cannot be had: docker.io/library/debian:bookworm: not found\n" +
      "  --> Kontainfile:1\n  1 | FROM my/app\n    |      ^^^^^^\n" +
      "  hint: pull it first, or say LINK dynamic, which needs no toolchain",
    1,
  ],
  [
    "a bad target",
    { options: { target: "krum" } },
    "--target cannot be 'krum'\n  hint: targets: krun, km, python.km, plan, toolchain, relinked",
    undefined,
  ],
  [
    "another platform",
    { options: { platform: "linux/arm64" } },
    "--platform linux/arm64: KM runs linux/amd64 only\n  hint: build with --platform linux/amd64",
    undefined,
  ],
  [
    "no Kontainfile",
    { options: { filename: "Kontain" } },
    "the Kontainfile Kontain cannot be read: open Kontain: no such file or directory\n" +
      "  hint: name it with -f, e.g. docker build -f Kontainfile .",
    undefined,
  ],
  [
    "a Kontainfile that is too large",
    { kontainfile: "#".repeat(1024 * 1024 + 1) },
    "the Kontainfile Kontainfile cannot be read: Kontainfile is larger than 1048576 bytes\n" +
      "  hint: name it with -f, e.g. docker build -f Kontainfile .",
    undefined,
  ],
  [
    "target km without KM",
    { options: { target: "km" } },
    "the target km needs Kontain Monitor in the named context km\n" +
      "  --> Kontainfile:1\n  1 | FROM my/app\n    |      ^^^^^^\n" +
      "  hint: pass --build-context km=DIR, a folder that holds opt/kontain/bin/km, or km=docker-image://REFERENCE",
    1,
  ],
])("%s", async (_, setup, message, line) => {
  const whole = await build(setup);
  expect(whole.error()).toMatchObject({ code: 2, message });
  const ranges = line === undefined ? undefined : { ranges: [{ start: { line } }] };
  if (ranges === undefined) expect(sourceOf(whole)).toBeUndefined();
  else expect(sourceOf(whole)).toMatchObject(ranges);
});

const EXIT_3 =
  'process "/bin/sh /faktory/toolchain/debian.sh debian bookworm" did not complete successfully: exit code: 3';
const DETAIL = { typeUrl: "github.com/moby/buildkit/errdefs.Vertex+json", value: Buffer.from("{}") };

test("a toolchain that cannot be had says which, and keeps what BuildKit says of the step", async () => {
  const link = () => {
    throw failed(EXIT_3, [DETAIL]);
  };
  const { error } = await build({ steps: { link } });
  expect(error().message).toBe(
    "there is no toolchain for Python 3.11.2 (debian bookworm, 3.11.2-6+deb12u6): the distribution has it no more\n" +
      "  --> Kontainfile:1\n  1 | FROM my/app\n    |      ^^^^^^\n" +
      "  hint: the log of the toolchain step names the versions that it has; update the source image, or say LINK dynamic",
  );
  expect(error().details[0]).toEqual(DETAIL);
});

test("any other failure of a step is BuildKit's to tell, with all that it says", async () => {
  const message = EXIT_3.replace("exit code: 3", "exit code: 32");
  const link = () => {
    throw failed(message, [DETAIL]);
  };
  const { error } = await build({ steps: { link } });
  expect(error()).toMatchObject({ code: 2, message, details: [DETAIL] });
});

test("an interpreter that fails is told as one, with the step's own details", async () => {
  const message = 'process "/usr/bin/python3 -E" did not complete successfully: exit code: 1';
  const analyze = (): never => {
    throw failed(message, [DETAIL]);
  };
  const { error } = await build({ steps: { analyze } });
  expect(error().message).toMatch(
    /^the source image's Python fails where Faktory runs it: process .* exit code: 1\n {2}--> Kontainfile:1\n/,
  );
  expect(error().message).toContain("over the library of another version");
  expect(error().details).toContainEqual(DETAIL);
});
