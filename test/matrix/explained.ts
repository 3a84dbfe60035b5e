import type { Difference } from "./differences.js";

/** Which result a difference is of. */
export interface Context {
  readonly link: "static" | "dynamic";
  /** Whether python.km comes from CPython's source instead of a distribution's package. */
  readonly fromSource: boolean;
}

/** A difference that does no harm, and what it may be at most. */
interface Explanation {
  /** What stands for it in the table. */
  readonly mark: string;
  readonly why: string;
  readonly allows: (difference: Difference, context: Context) => boolean;
}

/** All that may differ between a source image and its result; anything else is a defect. */
export const EXPLANATIONS: readonly Explanation[] = [
  {
    mark: "a",
    why: "`sys._base_executable` of a virtual environment is private and names the file behind the links, which is python.km; it starts the same interpreter.",
    allows: ({ path, result }) => path === "interpreter._base_executable" && isKm(result),
  },
  {
    mark: "b",
    why: "A python.km built from CPython's source has its own date of build and compiler in `sys.version`, `platform.python_build()` and `platform.python_compiler()`; X.Y.Z is the same.",
    allows: ({ path, source, result }, { link, fromSource }) =>
      link === "static" &&
      fromSource &&
      (/^installation\.(build|compiler)$/.test(path) ||
        (path === "interpreter.version" && firstWord(source) === firstWord(result))),
  },
  {
    mark: "c",
    why: "A static python.km has one builtin module more, `kontain`, through which it finds the C modules linked into it.",
    allows: ({ path, source, result }, { link }) =>
      link === "static" &&
      ((path === "interpreter.builtin_module_names" && addsOnly(source, result, "kontain")) ||
        /^modules\.kontain\b/.test(path)),
  },
  {
    mark: "d",
    why: "A static python.km brings the glibc and the C libraries of the suite that its toolchain is built in, and tells their versions (`os.confstr`, `platform.libc_ver()`, `sys.thread_info`, `ssl.OPENSSL_VERSION`, `sqlite3.sqlite_version` and their like).",
    allows: ({ path, source, result }, { link }) =>
      link === "static" &&
      (/^(installation\.libc(_ver)?|versions\.\w+|system\.tls\.OpenSSL)$/.test(path) ||
        (path === "interpreter.thread_info" && withoutVersion(source) === withoutVersion(result))),
  },
];

/** Which explanation holds for a difference, if any. */
export function explanationOf(difference: Difference, context: Context): Explanation | undefined {
  return EXPLANATIONS.find(({ allows }) => allows(difference, context));
}

function isKm(value: unknown): boolean {
  return typeof value === "string" && /\/python3\.\d+\.\d+\.km$/.test(value);
}

/** `NPTL 2.36` is the C library's version. */
function withoutVersion(value: unknown): string {
  return typeof value === "string" ? value.replace(/NPTL [\d.]+/, "NPTL") : "";
}

function firstWord(value: unknown): string {
  return typeof value === "string" ? (value.split(" ")[0] ?? "") : "";
}

function addsOnly(source: unknown, result: unknown, added: string): boolean {
  if (!Array.isArray(source) || !Array.isArray(result)) return false;
  return JSON.stringify(result.filter((value) => value !== added)) === JSON.stringify(source);
}
