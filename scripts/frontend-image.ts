/** `npm run frontend:image -- --tag NAME [--docker=20|28]`: builds the frontend image into an engine. */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { chosenEngine, parseVersion } from "../harness/engine/choose.js";
import { buildFrontendImage, FRONTEND_TAG } from "../harness/frontend-image.js";

const { values } = parseArgs({
  options: {
    tag: { type: "string", default: FRONTEND_TAG },
    docker: { type: "string" },
    help: { type: "boolean" },
  },
});
if (values.help === true) {
  console.log(`npm run frontend:image -- [--tag NAME] [--docker=20|28]

  --tag NAME    what # syntax= will say (${FRONTEND_TAG})
  --docker=N    our engine of that version; else the given or running Docker`);
  process.exit(0);
}
const bundled = spawnSync("node_modules/.bin/tsx", ["scripts/bundle.ts"], { stdio: "inherit" });
if (bundled.status !== 0) process.exit(1);
const engine = await chosenEngine(values.docker === undefined ? undefined : parseVersion(values.docker));
await buildFrontendImage(engine, values.tag);
console.log(values.tag);
