import { beforeAll, describe, expect, test } from "vitest";
import { FRONTEND_TAG } from "../../../harness/frontend-image.js";
import { stage, type Stage } from "../stage.js";
import { failureOf } from "./failure.js";
import { gatewayBuild } from "./gateway-build.js";

/** Line 1 of each is the syntax line; nothing of these is ever built. */
const CASES: readonly {
  readonly what: string;
  readonly kontainfile: string;
  readonly args?: readonly string[];
  readonly message: string;
  readonly pointedAt: string;
}[] = [
  {
    what: "an unknown instruction",
    kontainfile: "FROM my/app\nLINC static\n",
    message: `LINC is no instruction
  --> Kontainfile:3
  3 | LINC static
    | ^^^^
  hint: did you mean LINK?`,
    pointedAt: "Kontainfile:3 LINC static",
  },
  {
    what: "an instruction of Dockerfiles",
    kontainfile: "FROM my/app\nRUN pip install flask\n",
    message: `RUN does not belong in a Kontainfile
  --> Kontainfile:3
  3 | RUN pip install flask
    | ^^^
  hint: run it in the Dockerfile of the source image; a Kontainfile only converts that image`,
    pointedAt: "Kontainfile:3 RUN pip install flask",
  },
  {
    what: "two FROMs",
    kontainfile: "FROM my/app\nFROM my/other\n",
    message: `a Kontainfile has one FROM; the first is on line 2
  --> Kontainfile:3
  3 | FROM my/other
    | ^^^^
  hint: write a Kontainfile for each image`,
    pointedAt: "Kontainfile:3 FROM my/other",
  },
  {
    what: "a bad LINK value",
    kontainfile: "FROM my/app\nLINK statik\n",
    message: `LINK cannot be "statik"
  --> Kontainfile:3
  3 | LINK statik
    |      ^^^^^^
  hint: did you mean static? LINK takes auto, static or dynamic`,
    pointedAt: "Kontainfile:3 LINK statik",
  },
  {
    what: "nothing after the syntax line",
    kontainfile: "",
    message: `Kontainfile has no instruction, only comments
  --> Kontainfile:1
  1 | # syntax=${FRONTEND_TAG}
    | ^
  hint: name the source image: FROM my/python-image`,
    pointedAt: `Kontainfile:1 # syntax=${FRONTEND_TAG}`,
  },
  {
    what: "FROM --platform=linux/arm64",
    kontainfile: "FROM --platform=linux/arm64 my/app\n",
    message: `there are no Kontain images for linux/arm64: KM runs x86_64 only
  --> Kontainfile:2
  2 | FROM --platform=linux/arm64 my/app
    |                 ^^^^^^^^^^^
  hint: remove --platform, or write --platform=linux/amd64`,
    pointedAt: "Kontainfile:2 FROM --platform=linux/arm64 my/app",
  },
  {
    what: "docker build --platform linux/arm64",
    kontainfile: "FROM my/app\n",
    args: ["--platform", "linux/arm64"],
    message: `--platform linux/arm64: KM runs linux/amd64 only
  hint: build with --platform linux/amd64`,
    // No line asks for it; of an error without a line BuildKit blames the one that names the frontend.
    pointedAt: `Kontainfile:1 # syntax=${FRONTEND_TAG}`,
  },
  {
    what: "an error in a file with CRLF",
    kontainfile: `# syntax=${FRONTEND_TAG}\r\nFROM my/app\r\nLINK statik\r\n`,
    message: `LINK cannot be "statik"
  --> Kontainfile:3
  3 | LINK statik
    |      ^^^^^^
  hint: did you mean static? LINK takes auto, static or dynamic`,
    pointedAt: "Kontainfile:3 LINK statik",
  },
];

describe.each(["28", "20"] as const)("what Docker %s says of a Kontainfile with", (version) => {
  let on: Stage;

  beforeAll(async () => {
    on = await stage(version);
  });

  test.each(CASES)("$what", async ({ kontainfile, args = [], message, pointedAt }) => {
    const failure = failureOf(await on.attempt({ kontainfile, args }));
    expect(failure.message).toBe(message);
    // 20.10 knows no lines: there the message itself shows the line.
    expect(failure.pointedAt).toEqual(version === "28" ? [pointedAt] : []);
  });
});

describe("an empty Kontainfile", () => {
  test("never reaches Faktory through docker build, which says so itself", async () => {
    const on = await stage("28");
    const failure = failureOf(await on.attempt({ kontainfile: { file: "/dev/null" } }));
    expect(failure.message).toBe("the Dockerfile cannot be empty");
  });

  test("is named as such where gateway.v0 asks Faktory for it", async () => {
    const on = await stage("28");
    await expect(gatewayBuild(on, { folder: { Kontainfile: "" } })).rejects.toThrow(
      "Kontainfile is empty\n  --> Kontainfile:1\n  1 | \n    | ^\n  hint: name the source image: FROM my/python-image",
    );
  });
});

describe("a byte order mark before the syntax line", () => {
  const kontainfile = `\uFEFF# syntax=${FRONTEND_TAG}\nFROM my/app\nLINK statik\n`;

  test("changes nothing on Docker 28", async () => {
    const on = await stage("28");
    const failure = failureOf(await on.attempt({ kontainfile }));
    expect(failure.message).toMatch(/^LINK cannot be "statik"\n {2}--> Kontainfile:3\n/);
  });

  test("hides that line from Docker 20.10, which takes the file for a Dockerfile", async () => {
    const on = await stage("20");
    const failure = failureOf(await on.attempt({ kontainfile }));
    expect(failure.message).toBe(
      "failed to create LLB definition: dockerfile parse error line 3: unknown instruction: LINK",
    );
  });
});
