/** `npm run build`: the frontend as one file, dist/faktory.cjs, with the steps' programs inside. */
import { build } from "esbuild";
import { readEmbedded } from "./embedded.js";

const embedded = Object.fromEntries(
  Object.entries(readEmbedded()).map(([kind, files]: [string, ReadonlyMap<string, string>]) => [
    kind,
    Object.fromEntries(files),
  ]),
);

await build({
  entryPoints: ["src/main.ts"],
  outfile: "dist/faktory.cjs",
  bundle: true,
  minify: true,
  platform: "node",
  // CommonJS starts some milliseconds sooner than an ES module.
  format: "cjs",
  target: "node22",
  define: { EMBEDDED_FILES: JSON.stringify(embedded) },
  legalComments: "linked",
  logLevel: "warning",
});
