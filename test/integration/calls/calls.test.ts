import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT, stage } from "../stage.js";

const EXAMPLE = join(ROOT, "examples/flask");

/** What `docker build --call` of Docker 28 prints of a Kontainfile. */
async function call(request: string, file: string): Promise<{ code: number | null; stdout: string }> {
  const { engine } = await stage("28");
  const { code, stdout } = await engine.attempt(["build", "--call", request, "--file", file, EXAMPLE]);
  return { code, stdout };
}

test("--call targets lists the targets that work", async () => {
  const { code, stdout } = await call("targets", join(EXAMPLE, "Kontainfile.static"));
  expect(code).toBe(0);
  const names = stdout.split("\n").flatMap((line) => line.match(/^(\S+)(?: \(default\))?\s+\S/)?.[1] ?? []);
  expect(names).toEqual(["TARGET", "krun", "km", "python.km", "plan", "toolchain", "relinked"]);
});

test("--call outline names the default target", async () => {
  const { code, stdout } = await call("outline", join(EXAMPLE, "Kontainfile"));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^TARGET:\s+krun$/m);
});

test("--call check finds nothing in the examples", async () => {
  const { code, stdout } = await call("check", join(EXAMPLE, "Kontainfile.static"));
  expect(code).toBe(0);
  expect(stdout).toContain("Check complete, no warnings found.");
});
