import { expect, test } from "vitest";
import { z } from "zod";
import { copy, file, mkfile } from "../../../src/llb/file.js";
import { image } from "../../../src/llb/image.js";
import { marshal } from "../../../src/llb/marshal.js";
import { printDefinition } from "../../../src/llb/print.js";
import { scratch } from "../../../src/llb/state.js";
import type { Definition } from "../../../src/gen/ops.js";
import type { FakeImage } from "../../gateway/fake-bridge.js";
import { APP, BASE, build, SOURCE, TREE, type Build, type BuildSetup } from "./sample.js";

const DIGEST = `sha256:${"c".repeat(64)}`;
const OTHER = "docker.io/other/app:1";
const IN_LAYOUT = `docker.io/my/app:latest@${DIGEST}`;

/** An image that another build of the client's makes. */
const MADE = marshal(image(OTHER));
const WRITTEN = marshal(
  file(scratch, [
    mkfile({
      path: "/Kontainfile",
      mode: 0o644,
      data: Buffer.from("FROM other/app:1\n"),
      timestampSeconds: 0,
    }),
  ]),
);
const MONITOR = marshal(
  file(scratch, [copy({ from: image(OTHER), src: "/km", dest: "/opt/kontain/bin/km" })]),
);

/** One more image in the store than SOURCE and BASE. */
function images(name: string): Readonly<Record<string, FakeImage>> {
  return { [SOURCE]: APP, [BASE]: APP, [name]: APP };
}

function metadata(config: unknown): string {
  return JSON.stringify({ "containerimage.config": Buffer.from(JSON.stringify(config)).toString("base64") });
}

function lastGraph({ solves }: Build): string {
  const last = solves.at(-1);
  return last?.kind === "definition" ? printDefinition(last.definition) : "";
}

function inputs(entries: Readonly<Record<string, Definition>>): ReadonlyMap<string, Definition> {
  return new Map(Object.entries(entries));
}

const Config = z.looseObject({ config: z.looseObject({ Cmd: z.array(z.string()).optional() }) });

function commandOf(whole: Build): readonly string[] | undefined {
  return Config.parse(JSON.parse(whole.metadata()["containerimage.config"] ?? "")).config.Cmd;
}

test("FROM takes the image of a named context", async () => {
  const options = { "context:my/app": "docker-image://other/app:1" };
  const whole = await build({ images: images(OTHER), options });
  expect(whole.resolved[0]?.ref).toBe(OTHER);
  expect(lastGraph(whole)).toContain(`docker-image://${OTHER}@`);
  expect(whole.metadata()["containerimage.config"]).toContain(
    `"org.opencontainers.image.base.name":"${OTHER}"`,
  );
});

test("FROM takes an image of an OCI layout of the client's, by its digest", async () => {
  const options = { "context:my/app": `oci-layout://store1:latest@${DIGEST}` };
  const run = (): { tree: typeof TREE } => ({ tree: TREE });
  const whole = await build({ images: images(IN_LAYOUT), options, steps: { other: run } });
  expect(whole.resolved[0]).toMatchObject({
    ref: IN_LAYOUT,
    options: { store: { sessionId: "session1", storeId: "store1" } },
  });
  const graph = lastGraph(whole);
  expect(graph).toContain(
    `oci-layout://${IN_LAYOUT} (linux/amd64)\n  oci.session session1\n  oci.store store1\n`,
  );
});

test("FROM takes what another build made, with its configuration", async () => {
  const config = { os: "linux", architecture: "amd64", config: { Cmd: ["python3", "input.py"] } };
  const options = {
    "context:my/app": "input:base::linux/amd64",
    "input-metadata:base::linux/amd64": metadata(config),
  };
  const whole = await build({
    images: images(OTHER),
    options,
    inputs: inputs({ "base::linux/amd64": MADE }),
  });
  expect(whole.resolved.map(({ ref }) => ref)).toEqual([BASE]);
  expect(lastGraph(whole)).toContain(` docker-image://${OTHER} (linux/amd64)\n`);
  expect(commandOf(whole)).toEqual(["python3", "input.py"]);
});

test("an input that is no image has an empty configuration, which the Kontainfile can fill", async () => {
  const kontainfile = 'FROM my/app\nCMD ["python3", "x.py"]\n';
  const options = { "context:my/app": "input:base" };
  const whole = await build({ kontainfile, images: images(OTHER), options, inputs: inputs({ base: MADE }) });
  expect(commandOf(whole)).toEqual(["python3", "x.py"]);
});

test("the Kontainfile comes from an input in place of the client's folder", async () => {
  const run = () => ({ tree: { "/Kontainfile": "FROM other/app:1\n" } });
  const setup = { images: images(OTHER), inputs: inputs({ dockerfile: WRITTEN }), steps: { other: run } };
  const whole = await build({ ...setup, kontainfile: "FROM nothing\n" });
  expect(whole.resolved[0]?.ref).toBe(OTHER);
  // The client's folder was asked for before anything was known of inputs; nothing comes of it.
  const [, ...graphs] = whole.solves;
  expect(
    graphs.some((each) => each.kind === "definition" && /local:/.test(printDefinition(each.definition))),
  ).toBe(false);
});

test("a client that names its folder means the folder", async () => {
  const options = { dockerfilekey: "dockerfile" };
  const whole = await build({ options, inputs: inputs({ dockerfile: WRITTEN }) });
  expect(whole.resolved[0]?.ref).toBe(SOURCE);
});

test.each<readonly [string, BuildSetup, string]>([
  [
    "a folder",
    { options: { "context:km": "local:km-folder" } },
    "local://km-folder\n  name [context km] load from client",
  ],
  [
    "an image",
    { options: { "context:km": "docker-image://other/app:1" } },
    `docker-image://${OTHER}@sha256:`,
  ],
  [
    "an image in an OCI layout",
    { options: { "context:km": `oci-layout://store1@${DIGEST}` }, images: images(`km@${DIGEST}`) },
    `oci-layout://km@${DIGEST}`,
  ],
  [
    "an input",
    { options: { "context:km": "input:made" }, inputs: inputs({ made: MONITOR }) },
    "/km -> /opt/kontain/bin/km",
  ],
])("Kontain Monitor comes from %s", async (_, setup, text) => {
  const options = { ...setup.options, target: "km" };
  const whole = await build({ images: images(OTHER), ...setup, options });
  whole.metadata();
  expect(lastGraph(whole)).toContain(text);
});

const AT = "\n  --> Kontainfile:1\n  1 | FROM my/app\n    |      ^^^^^^\n  hint: ";

test.each<readonly [string, BuildSetup, string]>([
  [
    "a folder for FROM",
    { options: { "context:my/app": "local:x" } },
    `the named context my/app (local:x) is not an image${AT}FROM takes --build-context my/app=docker-image://REFERENCE or oci-layout://FOLDER`,
  ],
  [
    "an input that there is not",
    { options: { "context:my/app": "input:x" }, inputs: inputs({ b: MADE, a: MADE }) },
    `there is no input x${AT}the client passed a, b`,
  ],
  [
    "no inputs at all",
    { options: { "context:my/app": "input:x" } },
    `there is no input x${AT}the client passed no inputs`,
  ],
  [
    "metadata that is none",
    { options: { "context:my/app": "input:x", "input-metadata:x": "{" }, inputs: inputs({ x: MADE }) },
    `the option input-metadata:x is not what clients send${AT}it is JSON: {"containerimage.config": BASE64}`,
  ],
  [
    "an OCI layout without the image",
    { options: { "context:my/app": `oci-layout://store1@${DIGEST}` }, images: {} },
    `the source image my/app cannot be had: ${IN_LAYOUT}: not found${AT}build or pull it for linux/amd64 first (docker images lists what is there), or correct its name in FROM`,
  ],
  [
    "a context for km of no use",
    { options: { target: "km", "context:km": "https://example.com/km" } },
    `the named context km (https://example.com/km) is neither a folder nor an image${AT}pass --build-context km=DIR, a folder that holds opt/kontain/bin/km, or km=docker-image://REFERENCE`,
  ],
  [
    "an image for km that there is not",
    { options: { target: "km", "context:km": "docker-image://no/km" } },
    `the named context km (docker-image://no/km) cannot be had: docker.io/no/km:latest: not found${AT}pass --build-context km=DIR, a folder that holds opt/kontain/bin/km, or km=docker-image://REFERENCE`,
  ],
])("%s", async (_, setup, message) => {
  expect((await build(setup)).error().message).toBe(message);
});
