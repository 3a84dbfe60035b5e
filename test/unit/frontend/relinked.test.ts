import { expect, test } from "vitest";
import { printDefinition } from "../../../src/llb/print.js";
import { PLAN } from "../../../rehearsal/plan.js";
import { failed } from "../../gateway/fake-bridge.js";
import { DYNAMIC_PLAN, RELINK_PLAN } from "../plan/sample.js";
import { returned } from "./returned.js";
import { build, type Build, type BuildSetup } from "./sample.js";

function relinked({ options, steps, ...setup }: BuildSetup = {}): Promise<Build> {
  return build({
    ...setup,
    options: { target: "relinked", ...options },
    steps: { plan: RELINK_PLAN, ...steps },
  });
}

function print(whole: Build): string {
  return printDefinition(returned(whole));
}

test("the target relinked has what each distribution's build left, below its name and version, and links nothing", async () => {
  const graph = print(await relinked());
  expect(graph).toMatch(/copy #\d+:1\/ -> \/speedy-xml\/4\.9\.2 contents parents\n/);
  expect(graph).toMatch(/copy #\d+:1\/ -> \/tiny\/1\.0 contents parents\n/);
  expect(graph).toContain("name [image] 2 distributions, relinked\n");
  expect(graph).not.toContain("link.py");
});

test("its times are those of SOURCE_DATE_EPOCH, and else 0", async () => {
  const last = (whole: Build): string => print(whole).split("\n\n").at(-2) ?? "";
  expect(last(await relinked())).toContain("-> / mtime 0 contents");
  const options = { "build-arg:SOURCE_DATE_EPOCH": "1700000000" };
  expect(last(await relinked({ options }))).toContain("-> / mtime 1700000000 contents");
});

test("it is an image of no program", async () => {
  const config: unknown = JSON.parse((await relinked()).metadata()["containerimage.config"] ?? "");
  expect(config).toEqual({ os: "linux", architecture: "amd64", config: {} });
});

test("it takes what the context relinked has, so that an image of it can grow", async () => {
  const kontainfile = "FROM my/app\n";
  const whole = await relinked({
    kontainfile,
    options: { "context:relinked": "local:relinked" },
    locals: { dockerfile: { "/Kontainfile": kontainfile }, relinked: { "/tiny/1.0/records.json": "{}" } },
  });
  const graph = print(whole);
  expect(graph).toContain("build.py speedy-xml 4.9.2");
  expect(graph).not.toContain("build.py tiny");
  expect(graph).toContain("-> /tiny/1.0 contents parents\n");
});

const AT = "\n  --> Kontainfile:2\n  2 | LINK ";

test("with LINK dynamic it is an error, before anything is analyzed", async () => {
  const whole = await relinked({ kontainfile: "FROM my/app\nLINK dynamic\n" });
  expect(whole.error().message).toBe(
    "the target relinked builds what a static python.km is linked of, and LINK is dynamic" +
      `${AT}dynamic\n    |      ^^^^^^^\n  hint: say LINK static or LINK auto`,
  );
  expect(whole.solves.length).toBe(1);
});

test("where LINK auto became dynamic it is an error that says why", async () => {
  const whole = await relinked({ kontainfile: "FROM my/app\nLINK auto\n", steps: { plan: DYNAMIC_PLAN } });
  expect(whole.error().message).toBe(
    "the target relinked builds what a static python.km is linked of: LINK auto chose dynamic: a static python.km cannot contain markupsafe._speedups" +
      `${AT}auto\n    |      ^^^^\n  hint: leave out what cannot be linked with DROP`,
  );
});

test("of an image without such distributions it is an error", async () => {
  const whole = await relinked({ kontainfile: "FROM my/app\nLINK static\n", steps: { plan: PLAN } });
  expect(whole.error().message).toContain(
    `the target relinked: no distribution of my/app has compiled modules to relink${AT}static\n`,
  );
});

test.each([
  [4, "tiny 1.0 cannot be relinked: its source could not be downloaded; the log of its step says why"],
  [1, "the step that builds tiny 1.0 from its source failed with exit code 1"],
])("a step that dies with %i is told in our words", async (code, message) => {
  const other = (): never => {
    const command = "python3 -I /faktory/relinker/fetch.py tiny 1.0";
    throw failed(`process "${command}" did not complete successfully: exit code: ${code}`);
  };
  const whole = await relinked({ kontainfile: "FROM my/app\nLINK auto\n", steps: { other } });
  expect(whole.error().message).toContain(`${message}${AT}auto\n`);
});
