/** The frontend, which src/main.ts loads while the daemon answers its greeting. */
import "./settings.js";

export { parseOptions } from "../gateway/options.js";
export { run } from "./run.js";
