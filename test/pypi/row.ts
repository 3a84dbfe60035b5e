/** Wheels of PyPI, or packages of Debian, in one image, and what is done with it. */
export interface Row {
  readonly name: string;
  /** What pip installs, each with its version; pytest comes beside it. */
  readonly requirements?: readonly string[];
  /** Debian's packages in their place. */
  readonly packages?: readonly string[];
  /** The program of functional/, which prints what it computed; the row's name if it is not said. */
  readonly functional?: string;
  /** Source packages of libraries that Debian's mirror may lack in the image's suite; the user brings another's. */
  readonly libraries?: { readonly suite: string; readonly packages: readonly string[] };
  /** Programs that the tests start. They and their libraries stay in the result, beside the one static file. */
  readonly keep?: readonly string[];
  readonly tests?: Tests;
  /** A server, and what it is asked: the page has to be the same. */
  readonly server?: Server;
}

/** The package's own tests. */
export interface Tests {
  /** Name and version of the sdist that has them; without one, they are what the wheel installed. */
  readonly sdist?: string;
  /** The source package of Debian that has them. */
  readonly source?: string;
  /** What of the source is brought to /given/tests, as FROM or FROM:TO. */
  readonly paths?: readonly string[];
  /** What pytest is called with. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly minutes?: number;
  /** How many that pass in the source skip themselves in the result (below zero: the reverse), and why that has to be. */
  readonly skips?: { readonly count: number; readonly because: string };
  /** Why not all of them, where it is a part. */
  readonly part?: string;
}

export interface Server {
  readonly cmd: readonly string[];
  readonly port: number;
  readonly path: string;
  /** What the page has to say. */
  readonly has: readonly string[];
}
