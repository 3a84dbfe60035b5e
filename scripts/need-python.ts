/** Sees to it that python3 is there; as root on Debian it installs it. */
import { spawnSync } from "node:child_process";

const works = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: "inherit" }).status === 0;

if (!works("python3", ["--version"])) {
  const installed =
    works("apt-get", ["-qq", "update"]) &&
    works("apt-get", ["-qq", "install", "--yes", "--no-install-recommends", "python3"]);
  if (!installed) {
    console.error("python3 is missing and could not be installed: apt-get install python3");
    process.exit(1);
  }
}
