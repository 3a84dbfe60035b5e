import { DEFAULT_PRUNE } from "./default-prune.js";
import { suggest } from "./suggest.js";

/** One instruction as documentation shows it. */
export interface InstructionEntry {
  readonly syntax: string;
  readonly meaning: string;
  readonly default: string;
}

/** Every instruction of a Kontainfile: the reader, the hints and docs/kontainfile.md go by this table. */
export const INSTRUCTIONS = {
  ARG: { syntax: "ARG name[=value]…", meaning: "a build argument; before FROM for FROM alone", default: "" },
  FROM: {
    syntax: "FROM [--platform=linux/amd64] image",
    meaning: "the source image, or the named context of that name; exactly one",
    default: "required",
  },
  LINK: {
    syntax: "LINK auto|static|dynamic",
    meaning:
      "static: one static python.km with every needed C module linked in; dynamic: the source's own interpreter " +
      "with its shared libraries; auto: static where every needed C module can be linked, else dynamic",
    default: "auto",
  },
  TOOLCHAIN: {
    syntax: "TOOLCHAIN image",
    meaning: "an image that holds the toolchain (the target toolchain makes one) instead of building it",
    default: "built",
  },
  PRUNE: {
    syntax: "PRUNE none|safe|strict",
    meaning:
      "how much is left out: none: nothing but what DROP names (it reads no code, so what code names outside of the " +
      "kept folders needs KEEP); safe: what no correct run of the program can reach; " +
      "strict: what no TRACE saw, nor what that imports",
    default: DEFAULT_PRUNE,
  },
  KEEP: {
    syntax: "KEEP pattern…",
    meaning: "paths (`/srv/*`) or modules (`pkg.sub.*`) to keep whatever analysis says",
    default: "",
  },
  DROP: {
    syntax: "DROP pattern…",
    meaning: "paths or modules to leave out whatever analysis says",
    default: "",
  },
  TRACE: {
    syntax: "TRACE [--timeout=duration] [--http=METHOD:/path… [--port=port]] [command]",
    meaning:
      "run in the source image at build time, to keep what it imports, opens and starts: a command to its end, or the " +
      "image's own; with --http a server, which is asked and ended",
    default: "none",
  },
  CHECK: {
    syntax: "CHECK none|imports, or CHECK [--timeout=duration] [--http=METHOD:/path [--port=port]] [command]",
    meaning:
      "what source and result both do in the build, and must do alike: a command, or a request to the server that " +
      "the command, or else the image's own, starts; imports: the result starts, and imports what the source imports",
    default: "imports",
  },
  FREEZE: {
    syntax: "FREEZE none",
    meaning: "faster start-up (modules and snapshot come later)",
    default: "none",
  },
  ENV: {
    syntax: "ENV name=value…",
    meaning: "as in a Dockerfile, over the source's",
    default: "carried over",
  },
  ENTRYPOINT: {
    syntax: 'ENTRYPOINT ["program", "argument"…]',
    meaning: "as in a Dockerfile; clears the source's CMD",
    default: "carried over",
  },
  CMD: { syntax: 'CMD ["argument"…]', meaning: "as in a Dockerfile", default: "carried over" },
  WORKDIR: { syntax: "WORKDIR path", meaning: "as in a Dockerfile", default: "carried over" },
  USER: { syntax: "USER user[:group]", meaning: "as in a Dockerfile", default: "carried over" },
  EXPOSE: {
    syntax: "EXPOSE port[-port][/protocol]…",
    meaning: "as in a Dockerfile, beside the source's",
    default: "carried over",
  },
  VOLUME: {
    syntax: "VOLUME path…",
    meaning: "as in a Dockerfile, beside the source's",
    default: "carried over",
  },
  LABEL: {
    syntax: "LABEL name=value…",
    meaning: "as in a Dockerfile, over the source's",
    default: "carried over",
  },
  STOPSIGNAL: { syntax: "STOPSIGNAL signal", meaning: "as in a Dockerfile", default: "carried over" },
  HEALTHCHECK: {
    syntax: "HEALTHCHECK [--interval=duration] [--timeout=duration] [--retries=number] CMD command",
    meaning: "as in a Dockerfile; HEALTHCHECK NONE removes the source's",
    default: "carried over",
  },
} as const satisfies Readonly<Record<string, InstructionEntry>>;

export type InstructionName = keyof typeof INSTRUCTIONS;

/** The instructions in the order of the documentation, which its table is made from. */
export function describeInstructions(): readonly (InstructionEntry & { readonly name: string })[] {
  return Object.entries(INSTRUCTIONS).map(([name, entry]) => ({ name, ...entry }));
}

/** The instruction of that name, written in upper case. */
export function findInstruction(name: string): InstructionName | undefined {
  return NAMES.find((known) => known === name);
}

/** What to write in place of a word that is no instruction. */
export function hintForUnknown(name: string): string {
  const near = suggest(name, NAMES);
  return near === undefined ? `a Kontainfile has ${NAMES.join(", ")}` : `did you mean ${near}?`;
}

/** What to do in place of a Dockerfile instruction that builds an image; undefined for any other. */
export function insteadOf(name: string): string | undefined {
  return REFUSED.get(name);
}

// The literal keys of a table that is `as const` are all there are.
const NAMES = keysOf(INSTRUCTIONS);

function keysOf<T extends object>(table: T): readonly (keyof T & string)[] {
  const keys: (keyof T & string)[] = [];
  for (const key in table) keys.push(key);
  return keys;
}

const REFUSED = new Map([
  ["RUN", "run it in the Dockerfile of the source image; a Kontainfile only converts that image"],
  ["COPY", "copy it in the Dockerfile of the source image; a Kontainfile only converts that image"],
  ["ADD", "add it in the Dockerfile of the source image; a Kontainfile only converts that image"],
  ["SHELL", 'the source image\'s shell is carried over; for another write CMD ["shell", "-c", "…"]'],
  ["ONBUILD", "remove the line: a Kontain image is not built upon"],
  ["MAINTAINER", "write LABEL org.opencontainers.image.authors=… instead"],
]);
