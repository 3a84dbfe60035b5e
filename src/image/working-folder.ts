/** WORKDIR over the folder that stands: an absolute path as it is, a relative one below it, both made plain. */
export function workingFolder(current: string | undefined, path: string): string {
  const whole = path.startsWith("/") ? path : `${current ?? ""}/${path}`;
  const parts: string[] = [];
  for (const part of whole.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
