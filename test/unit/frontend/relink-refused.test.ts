import { expect, test } from "vitest";
import { printDefinition } from "../../../src/llb/print.js";
import { PLAN } from "../../../rehearsal/plan.js";
import { failed } from "../../gateway/fake-bridge.js";
import { RELINK_PLAN } from "../plan/sample.js";
import { graphs, print, relinking, REPORT, written } from "./relinking.js";
import { namesOf, returned } from "./returned.js";
import { build } from "./sample.js";

const REFUSED = [{ distribution: "tiny", version: "1.0", reason: "it needs a compiler of Fortran" }];

test("LINK static: a distribution that is refused is an error at LINK, with its reason and what to do", async () => {
  const { error } = await relinking({ report: { ...REPORT, refused: REFUSED } });
  expect(error().message).toBe(
    [
      "LINK static: python.km cannot contain tiny 1.0: it needs a compiler of Fortran",
      "  --> Kontainfile:2",
      "  2 | LINK static",
      "    |      ^^^^^^",
      "  hint: bring its source as --build-context sources=DIR, leave out what the program does not need (DROP tiny._speedups), or say LINK auto or LINK dynamic",
    ].join("\n"),
  );
});

test("all that is refused is said at once, and nothing is assembled", async () => {
  const refused = [{ distribution: "speedy-xml", version: "4.9.2", reason: "it has no source" }, ...REFUSED];
  const whole = await relinking({ report: { ...REPORT, refused } });
  expect(whole.error().message.match(/^LINK static: .*$/gm)).toEqual([
    "LINK static: python.km cannot contain Speedy.XML 4.9.2: it has no source",
    "LINK static: python.km cannot contain tiny 1.0: it needs a compiler of Fortran",
  ]);
  expect(graphs(whole).flatMap(namesOf).join("\n")).not.toContain("[image]");
});

test.each([
  ["before the image is made, where distributions are relinked", RELINK_PLAN, ["report", "image"]],
  ["after that, where none is", PLAN, ["image", "report"]],
])("the link report is read %s", async (_, plan, order) => {
  const seen: string[] = [];
  const see = (what: string): void => void seen.push(what);
  const report = { tree: { "/report.json": JSON.stringify(REPORT) } };
  const link = () => (see("report"), report);
  await build({ steps: { plan, link, other: () => (see("image"), { tree: {} }) } });
  expect(seen).toEqual(order);
});

const AUTO = "FROM my/app\nLINK auto\n";

test("LINK auto: the source is analyzed once more for a dynamic image, with a warning of what was refused", async () => {
  const whole = await relinking({ kontainfile: AUTO, report: { ...REPORT, refused: REFUSED } });
  expect(print(whole)).not.toMatch(/link\.py|relinker/);
  const asked = graphs(whole).flatMap((definition) => written(definition, "/request.json"));
  expect(asked.filter((text) => text.includes('"link": "dynamic"')).length).toBeGreaterThan(0);
  const last = written(returned(whole), "/request.json").filter((text) => text.includes('"linkable"'));
  expect(last.map((text) => (JSON.parse(text) as Record<string, unknown>)["link"])).toEqual(["dynamic"]);
  expect(JSON.parse(whole.metadata()["containerimage.config"] ?? "")).toMatchObject({
    config: { Labels: { "app.kontain.link": "dynamic" } },
  });
  expect(whole.warnings).toMatchObject([
    {
      short:
        "LINK auto chose dynamic: a static python.km cannot contain tiny 1.0 (it needs a compiler of Fortran)",
      detail: [
        "say LINK dynamic to accept this; else bring its source as --build-context sources=DIR, or DROP what the program does not need",
      ],
      ranges: [{ start: { line: 2, character: 5 }, end: { line: 2, character: 9 } }],
    },
  ]);
});

test("LINK auto with nothing refused stays static, and says what the linker says once", async () => {
  const whole = await relinking({ kontainfile: AUTO, report: { ...REPORT, warnings: ["another revision"] } });
  expect(print(whole)).toContain("--records /records");
  expect(whole.warnings.map(({ short }) => short)).toEqual(["another revision"]);
});

test("an analyzer that stays static when it is asked for dynamic is not believed", async () => {
  const report = { ...REPORT, refused: REFUSED };
  const whole = await build({ kontainfile: AUTO, steps: { plan: RELINK_PLAN, report } });
  expect(whole.error().message).toContain("is not a valid plan: it is static where dynamic was asked for");
});

/** The step of a distribution dies, as the daemon tells it to whoever reads what depends on it. */
function dying(program: string, code: number): () => never {
  const command = `python3 -I /faktory/relinker/${program}.py tiny 1.0`;
  return () => {
    throw failed(`process "${command}" did not complete successfully: exit code: ${code}`);
  };
}

/** The same in the words of Docker 20.10. */
function dyingAsOf20(): never {
  throw failed("executor failed running [python3 -I /faktory/relinker/fetch.py tiny 1.0]: exit code: 4");
}

test.each([dying("fetch", 4), dyingAsOf20])(
  "a source that cannot be downloaded is an error of LINK static",
  async (link) => {
    const message = (await relinking({ link })).error().message;
    expect(message).toContain(
      "LINK static: python.km cannot contain tiny 1.0: its source could not be downloaded; the log of its step says why\n  --> Kontainfile:2",
    );
  },
);

test.each([dying("fetch", 4), dyingAsOf20])(
  "and a warning of LINK auto, which goes on dynamic",
  async (link) => {
    const whole = await relinking({ kontainfile: AUTO, link });
    expect(print(whole)).not.toContain("link.py");
    expect(whole.warnings.map(({ short }) => short)).toEqual([
      "LINK auto chose dynamic: a static python.km cannot contain tiny 1.0 (its source could not be downloaded; the log of its step says why)",
    ]);
  },
);

test.each([
  ["fetch", 1],
  ["fetch", 3],
  ["build", 1],
  ["build", 137],
] as const)("%s that dies with %i is an error, of LINK auto too", async (program, code) => {
  for (const kontainfile of [AUTO, "FROM my/app\nLINK static\n"]) {
    const { message } = (await relinking({ kontainfile, link: dying(program, code) })).error();
    expect(message).toContain(
      `the step that builds tiny 1.0 from its source failed with exit code ${code}\n  --> Kontainfile:2`,
    );
  }
});

test("a linker that dies is told in the daemon's words, of LINK auto too", async () => {
  const link = (): never => {
    throw failed('process "python3 /faktory/linker/link.py" did not complete successfully: exit code: 1');
  };
  expect((await relinking({ kontainfile: AUTO, link })).error().message).toContain("link.py");
});

test("--target plan relinks nothing", async () => {
  const whole = await relinking({ options: { target: "plan" } });
  expect(graphs(whole).map(printDefinition).join("\n")).not.toContain("relinker");
});
