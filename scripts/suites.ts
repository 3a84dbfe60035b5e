/** A part of `npm test`. */
export interface Suite {
  readonly name: string;
  readonly meaning: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it comes before all others, since they need what it brings. */
  readonly isFirst?: true;
  /** Whether it wants the machine for itself: its engines work with all processors, and what it tests is held to times. */
  readonly isAlone?: true;
}

const vitest = (project: string): readonly string[] => [
  "node_modules/.bin/vitest",
  "run",
  "--project",
  project,
];
const unittest = (folder: string): readonly string[] => [
  ...["python3", "-B", "-m", "unittest", "discover"],
  ...["--start-directory", folder, "--top-level-directory", folder],
];

/** The longest first, since they run two at a time; those that want the machine for themselves come after all others. */
export const suites: readonly Suite[] = [
  {
    name: "python",
    meaning: "python3 is there, for the suites of analyzer and linker",
    command: ["node_modules/.bin/tsx", "scripts/need-python.ts"],
    isFirst: true,
  },
  { name: "analyzer", meaning: "the analyzer on made trees", command: unittest("test/analyzer") },
  {
    name: "check",
    meaning: "types, lint, format, arrows, unused, generated code",
    command: ["node_modules/.bin/tsx", "scripts/check.ts"],
  },
  {
    name: "tracer",
    meaning: "the tracer on copied pythons, and what it changes of them",
    command: unittest("test/tracer"),
  },
  {
    name: "unit",
    meaning: "the rooms in src, golden files, whole builds in memory",
    command: vitest("unit"),
  },
  {
    name: "checker",
    meaning: "the checker on made trees, both of its sides",
    command: unittest("test/checker"),
  },
  { name: "linker", meaning: "the linker's parts", command: unittest("test/linker") },
  { name: "harness", meaning: "the test engines themselves", command: vitest("harness"), isAlone: true },
  {
    name: "integration",
    meaning: "real images through real engines",
    command: vitest("integration"),
    env: { FAKTORY_TEST_WARM: "1" },
    isAlone: true,
  },
];
