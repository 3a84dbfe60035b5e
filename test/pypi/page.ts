import type { Circumstances } from "../../bench/machine.js";
import { isLinked, type Outcome } from "./outcome.js";
import { allRows } from "./rows.js";

/** docs/relinked.md. */
export function page(circumstances: Circumstances, outcomes: readonly Outcome[]): string {
  const { machine, versions, date } = circumstances;
  const known = new Map(outcomes.map((one) => [one.row, one]));
  return `# Packages of PyPI in one static file

Made by \`npm run test:pypi\` on ${date}: ${machine.cpu}, ${machine.cores} cores, ${machine.ramGiB} GiB, Linux ${machine.kernel}, Docker ${versions.docker}. Each source image is Debian bookworm's Python 3.11 with wheels of PyPI in a virtual environment, as users have them. \`LINK static\` builds each distribution that has compiled modules once more from its sdist and links it into python.km. Source and result then run a program that prints what it computed, and the package's own tests: output, counts and failures have to be equal, and the result holds no other ELF file. What cannot be linked has its reason below, and an image by LINK auto that does the same.

*Fetch* and *build* are the seconds of the steps that bring a source and build it, for all distributions of the image, without a cache; *modules* and *libraries* the bytes that they have in python.km.

**${outcomes.filter(isLinked).length} of ${allRows.length} rows are one static file that does all that the source does.**

| row | versions | as it has to be | link | own tests passed | skipped | failed in both | fetch, s | build, s | link, s | modules | libraries | python.km |
| --- | --- | --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |
${allRows.map(({ name }) => line(name, known.get(name))).join("\n")}

${outcomes.flatMap(notes).join("\n")}
`;
}

function line(name: string, outcome: Outcome | undefined): string {
  if (outcome === undefined) return `| ${name} | | **NOT RUN** | | | | | | | | | | |`;
  const { versions, wrong, refused, link, seconds, modules, libraries = [], bytes, tests } = outcome;
  const sum = libraries.reduce((total, library) => total + library.bytes, 0);
  const cells = [
    name,
    versions.join(", "),
    wrong.length > 0 ? `**NO**, ${wrong.length}` : refused === undefined ? "yes" : "refused",
    link ?? "",
    tests === undefined ? "" : String(tests.counts["passed"] ?? 0),
    tests === undefined ? "" : String(tests.counts["skipped"] ?? 0),
    tests === undefined ? "" : String((tests.counts["failed"] ?? 0) + (tests.counts["error"] ?? 0)),
    seconds.fetch?.toFixed(0) ?? "",
    seconds.build?.toFixed(0) ?? "",
    seconds.link?.toFixed(1) ?? "",
    modules === undefined ? "" : `${modules.count}, ${megabytes(modules.bytes)}`,
    libraries.length === 0 ? "" : `${libraries.length}, ${megabytes(sum)}`,
    bytes === undefined ? "" : megabytes(bytes),
  ];
  return `| ${cells.join(" | ")} |`;
}

function notes({ row, refused, wrong, tests, warnings = [] }: Outcome): readonly string[] {
  const said = [
    ...(refused === undefined ? [] : [`refused: ${refused}`]),
    ...wrong,
    ...(tests?.part === undefined ? [] : [`the tests are a part: ${tests.part}`]),
    ...(tests?.skips === undefined ? [] : [`more tests skip themselves: ${tests.skips}`]),
    ...(tests === undefined || tests.failed.length === 0
      ? []
      : [
          `fail in both: ${tests.failed
            .slice(0, 8)
            .map((one) => `\`${one}\``)
            .join(", ")}`,
        ]),
    ...warnings,
  ];
  return said.map((text) => `- ${row}: ${text.replace(/\s+/g, " ").slice(0, 900)}`);
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
