/** The parts of a version after PEP 440 (https://peps.python.org/pep-0440/, appendix B); what is not one has none. */
const VERSION =
  /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)(?:[._-]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[._-]?(?<preNumber>\d*))?(?:-(?<implicit>\d+)|[._-]?(?<post>post|rev|r)[._-]?(?<postNumber>\d*))?(?:[._-]?(?<dev>dev)[._-]?(?<devNumber>\d*))?(?:\+(?<local>[a-z0-9]+(?:[._-][a-z0-9]+)*))?$/;

const PRE: Readonly<Record<string, string>> = {
  alpha: "a",
  a: "a",
  beta: "b",
  b: "b",
  preview: "rc",
  pre: "rc",
  c: "rc",
  rc: "rc",
};

/** A version in the one spelling that all its spellings share: `v1.0.0-Alpha1` and `1a1` are the same. */
export function normalVersion(text: string): string {
  const lower = text.trim().toLowerCase();
  const groups = VERSION.exec(lower)?.groups;
  if (groups === undefined) return lower;
  const { epoch = "", release = "", pre, preNumber = "", implicit, post, dev, local } = groups;
  const numbers = release
    .split(".")
    .map(number)
    .join(".")
    .replace(/(?:\.0)+$/, "");
  return [
    number(epoch) === "0" ? "" : `${number(epoch)}!`,
    numbers,
    pre === undefined ? "" : `${PRE[pre] ?? pre}${number(preNumber)}`,
    implicit === undefined && post === undefined
      ? ""
      : `.post${number(implicit ?? groups["postNumber"] ?? "")}`,
    dev === undefined ? "" : `.dev${number(groups["devNumber"] ?? "")}`,
    local === undefined ? "" : `+${local.split(/[._-]/).map(part).join(".")}`,
  ].join("");
}

/** A number without zeros before it; none means 0. */
function number(digits: string): string {
  return digits.replace(/^0+(?=\d)/, "") || "0";
}

function part(text: string): string {
  return /^\d+$/.test(text) ? number(text) : text;
}
