import { chance, pick, type Numbers } from "./numbers.js";

/** What made modules import of the standard library. */
export const STDLIB = [
  ...["os", "re", "sys", "json", "time", "logging", "functools", "itertools", "collections", "datetime"],
  ...["threading", "typing", "enum", "io", "math", "random", "hashlib", "decimal", "uuid", "tempfile"],
] as const;

const WORDS = [
  "value",
  "index",
  "total",
  "name",
  "options",
  "result",
  "left",
  "state",
  "entry",
  "cache",
] as const;

export interface Parts {
  readonly imports: readonly string[];
  /** Import lines inside of functions. */
  readonly late: readonly string[];
  /** A module that is imported where it is there. */
  readonly optional: string | undefined;
  /** Whether it imports by names that it puts together. */
  readonly computed: boolean;
}

/** The source of one module: about 120 lines, in a spread as real code has it, of what real code is made of. */
export function moduleText(numbers: Numbers, { imports, late, optional, computed }: Parts): string {
  const head = [
    '"""A made module, for measuring."""',
    // First, so that modules can import it from each other in circles.
    "thing = object()",
    ...imports,
    ...(optional === undefined
      ? []
      : ["try:", `    import ${optional}`, "except ImportError:", `    ${optional} = None`]),
    ...(computed ? COMPUTED : []),
    "",
  ];
  const blocks = 2 + Math.floor(-Math.log(1 - numbers() * 0.99) * 7);
  const body = Array.from({ length: blocks }, (_, index) =>
    chance(numbers, 0.3) ? classText(numbers, index) : functionText(numbers, index, late[index] ?? ""),
  );
  return `${[...head, ...body].join("\n")}\n`;
}

const COMPUTED = [
  "import importlib",
  "def load(name):",
  '    return importlib.import_module("%s.%s" % (__name__, name))',
];

function functionText(numbers: Numbers, index: number, late: string, indent = ""): string {
  const [one, two, three] = [word(numbers), word(numbers), word(numbers)];
  const lines = [
    `def made_${index}(${one}, ${two}_2=None, *rest, **more):`,
    `    """Give the ${three} of a ${one}."""`,
    ...(late === "" ? [] : [`    ${late}`]),
    `    ${three}_3 = {"${three}": ${one}, "kind": "made_${index}", "many": [${index}, 2, 3]}`,
    `    for ${two}_4 in range(${index + 3}):`,
    `        if ${two}_4 % 2 and ${one} is not None:`,
    `            ${three}_3["%s-%d" % (${one}, ${two}_4)] = str(${two}_4).upper() + "${one} and ${two}"`,
    `        elif len(${three}_3) > ${index * 10}:`,
    `            raise ValueError(f"too many: {${three}_3!r} for {${one}}")`,
    `    return sorted(${three}_3.items(), key=lambda pair: pair[0])`,
    "",
  ];
  return lines.map((line) => (line === "" ? line : indent + line)).join("\n");
}

function classText(numbers: Numbers, index: number): string {
  const methods = Array.from({ length: 1 + Math.floor(numbers() * 4) }, (_, number) =>
    functionText(numbers, number, "", "    "),
  );
  return [`class Made${index}:`, `    label = "made.${word(numbers)}"`, "", ...methods].join("\n");
}

function word(numbers: Numbers): string {
  return pick(numbers, WORDS, "value");
}
