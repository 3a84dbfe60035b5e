import { expect, test } from "vitest";
import { UserError } from "../../../src/diagnostics/diagnostic.js";
import { applyConfig } from "../../../src/image/config.js";
import { parseKontainfile } from "../../../src/kontainfile/kontainfile.js";
import { ImageDocument } from "../../../src/oci/image-config.js";
import fixture from "./dockerfile-configs.json" with { type: "json" };

test.each(fixture.cases)("a Kontainfile configures as BuildKit's Dockerfile does: $dockerfile", (one) => {
  expect(ours(one.dockerfile, one.args, one.source)).toEqual(one.result);
});

function ours(text: string, args: Readonly<Record<string, string | undefined>>, source: object): unknown {
  const buildArgs = new Map(
    Object.entries(args).filter((arg): arg is [string, string] => arg[1] !== undefined),
  );
  const document = ImageDocument.parse({ os: "linux", architecture: "amd64", config: source });
  try {
    const { config } = parseKontainfile({ name: "Kontainfile", text }, { buildArgs });
    return Object.fromEntries(
      Object.entries(applyConfig(document, config)).filter(([, value]) => !isEmpty(value)),
    );
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** Go leaves out what is empty. */
function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === "" ||
    (typeof value === "object" && Object.keys(value ?? {}).length === 0)
  );
}
