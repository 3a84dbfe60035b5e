/**
 * `npm run build`: the frontend as one file, dist/faktory.cjs, with the steps' programs inside; what starts it, what
 * rehearses it while its image is built, and what answers a person who runs that image.
 */
import { build, type BuildOptions } from "esbuild";
import { readEmbedded } from "./embedded.js";

const { tables, ...archives } = await readEmbedded();
const embedded = {
  ...Object.fromEntries(
    Object.entries(archives).map(([kind, data]) => [kind, Buffer.from(data).toString("base64")]),
  ),
  tables: Object.fromEntries(tables),
};

const COMMON: BuildOptions = {
  bundle: true,
  minify: true,
  platform: "node",
  // CommonJS starts some milliseconds sooner than an ES module.
  format: "cjs",
  target: "node22",
  legalComments: "linked",
  logLevel: "warning",
};

await build({
  ...COMMON,
  entryPoints: ["src/main.ts"],
  outfile: "dist/faktory.cjs",
  define: { EMBEDDED_FILES: JSON.stringify(embedded) },
});
await build({ ...COMMON, entryPoints: ["src/start.ts"], outfile: "dist/start.cjs" });
await build({ ...COMMON, entryPoints: ["rehearsal/main.ts"], outfile: "dist/rehearse.cjs" });
await build({ ...COMMON, entryPoints: ["src/why-command.ts"], outfile: "dist/why.cjs" });
