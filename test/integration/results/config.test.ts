import { beforeAll, describe, expect, test } from "vitest";
import { readImage, type Image } from "../../../harness/image.js";
import { stage, type Stage } from "../stage.js";
import { answerOf } from "./answers.js";
import { pairOf, WHOLE, type Pair } from "./images.js";

/** All that an image's configuration can say of how to run it. */
const FIELDS = [
  ..."Cmd Entrypoint Env ExposedPorts Healthcheck Shell StopSignal User Volumes WorkingDir".split(" "),
];

let on: Stage;
let pair: Pair;
let source: Image;
let result: Image;

beforeAll(async () => {
  on = await stage("28");
  pair = await pairOf(on, "config", "LINK static", ...WHOLE);
  [source, result] = [await readImage(on.engine, pair.source), await readImage(on.engine, pair.result)];
});

describe("a configuration that the Kontainfile leaves alone", () => {
  test.each(FIELDS)("carries over %s", (field) => {
    expect(source.config.config?.[field]).toBeDefined();
    expect(result.config.config?.[field]).toEqual(source.config.config?.[field]);
  });

  test("has no field that the source has not", () => {
    const fields = Object.keys(result.config.config ?? {}).sort();
    expect(fields).toEqual([...FIELDS, "Labels"].sort());
  });

  test("keeps the source's labels, and replaces those that would be untrue", () => {
    const { modules, digest, ...labels } = labelsOf(result);
    expect(labels).toEqual({
      "org.example.team": 'lines and "quotes"',
      "org.opencontainers.image.title": "Show",
      "org.opencontainers.image.base.name": "docker.io/faktory-test/config:latest",
      "app.kontain.version": "1",
      "app.kontain.python": "3.11.2",
      "app.kontain.link": "static",
    });
    expect(modules?.split(",")).toEqual(modules?.split(",").toSorted());
    expect(modules?.split(",")).toEqual(expect.arrayContaining(["_ctypes", "_sqlite3", "_ssl"]));
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test("names as its base the very image that FROM meant", async () => {
    const id = (await on.engine.docker("image", "inspect", "--format", "{{.Id}}", pair.source)).trim();
    expect(labelsOf(result).digest).toBe(id);
  });

  test("starts the program as the source does: words, folder, user, environment, volumes", async () => {
    const answer = await answerOf(on, pair.source);
    expect(answer).toMatchObject({
      argv: ["show.py", "--name", "two words"],
      cwd: "/srv/show",
      ids: [1000, 1000],
      environ: { GREETING: "dobrý den", EMPTY: "" },
      data: true,
    });
    expect(await answerOf(on, pair.result)).toEqual(answer);
  });

  test("its health check succeeds", async () => {
    const fast = ["--health-interval=1s", "--health-start-period=0s"];
    const sleeps = ["-c", "import time; time.sleep(60)"];
    const run = ["run", "--detach", ...fast, "--entrypoint", "python3", pair.result, ...sleeps];
    const id = (await on.engine.docker(...run)).trim();
    try {
      const health = async (): Promise<string> =>
        (await on.engine.docker("inspect", "--format", "{{.State.Health.Status}}", id)).trim();
      await expect.poll(health, { timeout: 30_000, interval: 500 }).toBe("healthy");
    } finally {
      await on.engine.docker("rm", "--force", id);
    }
  });
});

describe("a configuration with the Kontainfile's over it", () => {
  const tag = "faktory-test/config-over";
  let over: Image;

  beforeAll(async () => {
    const kontainfile = `FROM ${pair.source}
LINK static
${WHOLE.join("\n")}
ARG WHO=nobody
ENV GREETING="hello \${WHO}" MORE=1
WORKDIR ..
USER 1000:1000
EXPOSE 9090
VOLUME ["/more"]
LABEL org.example.team="ours" org.example.new=1
STOPSIGNAL SIGQUIT
HEALTHCHECK NONE
ENTRYPOINT ["python3", "/srv/show/show.py"]
`;
    await on.convert({ kontainfile, tag, args: ["--build-arg", "WHO=world", "--label", "from.client=yes"] });
    over = await readImage(on.engine, tag);
  });

  test("has each field as a Dockerfile with these lines would have it", () => {
    expect(over.config.config).toMatchObject({
      Env: [
        ...(source.config.config?.Env ?? []).map((variable) =>
          variable.startsWith("GREETING=") ? "GREETING=hello world" : variable,
        ),
        "MORE=1",
      ],
      WorkingDir: "/srv",
      User: "1000:1000",
      ExposedPorts: { "53/udp": {}, "8080/tcp": {}, "9090/tcp": {} },
      Volumes: { "/data": {}, "/more": {}, "/srv/cache": {} },
      StopSignal: "SIGQUIT",
      Healthcheck: { Test: ["NONE"] },
      Entrypoint: ["python3", "/srv/show/show.py"],
      Labels: { "org.example.team": "ours", "org.example.new": "1", "from.client": "yes" },
    });
  });

  test("equals what Docker's own frontend makes of the same lines, but for labels of ours", async () => {
    const dockerfile = `FROM ${pair.source}
ENV GREETING="hello world" MORE=1
WORKDIR ..
USER 1000:1000
EXPOSE 9090
VOLUME ["/more"]
STOPSIGNAL SIGQUIT
HEALTHCHECK NONE
ENTRYPOINT ["python3", "/srv/show/show.py"]
`;
    await on.engine.attempt(["build", "--tag", "faktory-test/config-docker", "-"], { input: dockerfile });
    const docker = (await readImage(on.engine, "faktory-test/config-docker")).config.config ?? {};
    const ours = over.config.config ?? {};
    // ArgsEscaped means something on Windows alone, and is deprecated.
    const without = (config: object): object => ({ ...config, Labels: undefined, ArgsEscaped: undefined });
    expect(without(ours)).toEqual(without(docker));
  });

  test("ENTRYPOINT clears the source's Cmd", () => {
    expect(over.config.config?.Cmd ?? null).toBeNull();
  });

  test("runs so", async () => {
    expect(await answerOf(on, tag)).toMatchObject({
      argv: ["/srv/show/show.py"],
      cwd: "/srv",
      ids: [1000, 1000],
      environ: { GREETING: "hello world", MORE: "1" },
    });
  });
});

/** The labels, the two whose values differ from build to build taken out. */
function labelsOf(
  image: Image,
): { readonly modules?: string; readonly digest?: string } & Record<string, string> {
  const {
    "app.kontain.modules": modules = "",
    "org.opencontainers.image.base.digest": digest = "",
    ...labels
  } = image.config.config?.Labels ?? {};
  return { ...labels, modules, digest };
}
