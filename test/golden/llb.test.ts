import { expect, test } from "vitest";
import { marshal } from "../../src/llb/marshal.js";
import { printDefinition } from "../../src/llb/print.js";
import { GRAPHS } from "../unit/llb/graphs.js";

test.each([
  ["three outputs of an exec, copied together", "outputs"],
  ["exec with user, hostname, folder, environment and no network", "exec"],
  ["file operation on an image", "file"],
  ["file operation with owners by name", "owners"],
  ["copy with every option", "copy"],
  ["local folder with everything", "local"],
  ["names, progress group and no cache", "names"],
  ["source map", "source-map"],
  ["another platform by default", "platform"],
  ["scratch", "scratch"],
])("%s, in print", async (name, golden) => {
  const graph = GRAPHS.get(name);
  if (graph === undefined) throw new Error(`no graph ${name}`);
  const printed = printDefinition(marshal(graph.state, graph.options));
  await expect(printed).toMatchFileSnapshot(`llb/${golden}.txt`);
});
