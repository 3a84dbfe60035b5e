import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Definition, Op, type OpMetadata } from "../../../src/gen/ops.js";
import { digestOfBytes } from "../../../src/llb/canonical.js";
import { fromDefinition } from "../../../src/llb/definition.js";
import { digestOf, marshal } from "../../../src/llb/marshal.js";
import { GRAPHS, type Graph } from "./graphs.js";

const base64 = z.string().transform((text) => Buffer.from(text, "base64"));
const fixtures = z
  .object({
    buildkit: z.string(),
    graphs: z.record(
      z.string(),
      z.object({
        definition: base64,
        ops: z.array(base64),
        digests: z.array(z.string()),
        head: z.string(),
        caps: z.record(z.string(), z.array(z.string())),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync("test/fixtures/llb/definitions.json", "utf8")));

function withoutCaps(definition: Definition): Definition {
  const strip = (metadata: OpMetadata): OpMetadata => ({ ...metadata, caps: new Map() });
  const { source } = definition;
  return {
    ...definition,
    metadata: new Map([...definition.metadata].map(([digest, metadata]) => [digest, strip(metadata)])),
    source: source && {
      ...source,
      infos: source.infos.map((info) => ({
        ...info,
        definition: info.definition && withoutCaps(info.definition),
      })),
    },
  };
}

function capsOf(definition: Definition, except: readonly string[]): Record<string, string[]> {
  const listed = ({ caps }: OpMetadata): string[] => [...caps.keys()].filter((cap) => !except.includes(cap));
  return Object.fromEntries([...definition.metadata].map(([digest, metadata]) => [digest, listed(metadata)]));
}

test("the oracle built every graph, and nothing else", () => {
  expect(Object.keys(fixtures.graphs).sort()).toEqual([...GRAPHS.keys()].sort());
});

describe.each([...GRAPHS])("%s, as BuildKit's Go client sends it", (name: string, graph: Graph) => {
  const expected = fixtures.graphs[name];
  if (expected === undefined) throw new Error(`no fixture for ${name}`);
  const definition = marshal(graph.state, graph.options);

  test("has the same operations", () => {
    // Decoded first: a difference is then readable.
    expect(definition.def.map((bytes) => Op.decode(bytes))).toEqual(
      expected.ops.map((bytes) => Op.decode(bytes)),
    );
  });

  test("has the same bytes in every operation", () => {
    expect(definition.def.map((bytes) => bytes.toString("hex"))).toEqual(
      expected.ops.map((op) => op.toString("hex")),
    );
  });

  test("has the same digests", () => {
    expect(definition.def.map(digestOfBytes)).toEqual(expected.digests);
    expect(digestOf(graph.state, graph.options) ?? "").toBe(expected.head);
  });

  test("has the same names, settings and source map, to the byte", () => {
    expect(withoutCaps(definition)).toEqual(Definition.decode(expected.definition));
    const bytes = Buffer.from(Definition.encode(withoutCaps(definition)).finish());
    expect(bytes.toString("hex")).toBe(expected.definition.toString("hex"));
  });

  test("asks for the same caps", () => {
    const { capsOfOurOwn = [] } = graph;
    const ours = [...definition.metadata.values()].flatMap(({ caps }) => [...caps.keys()]);
    expect(ours).toEqual(expect.arrayContaining([...capsOfOurOwn]));
    expect(capsOf(definition, capsOfOurOwn)).toEqual(expected.caps);
  });

  test("stays the same graph when it is read and built upon", () => {
    const again = marshal(fromDefinition(definition));
    const sorted = ({ def }: Definition): string[] => def.map(digestOfBytes).sort();
    expect(sorted(again)).toEqual(sorted(definition));
    expect(again.def.at(-1)).toEqual(definition.def.at(-1));
    expect(again.metadata).toEqual(definition.metadata);
    expect(again.source).toEqual(definition.source);
  });
});
