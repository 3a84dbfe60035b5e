import { debianRows } from "./debian.js";
import type { Row } from "./row.js";

/** Cheap ones first. */
const rows: readonly Row[] = [
  {
    name: "markupsafe",
    requirements: ["markupsafe==3.0.4"],
    tests: { sdist: "markupsafe==3.0.4", paths: ["tests"], args: ["tests"] },
  },
];

export const allRows: readonly Row[] = [...debianRows, ...rows];
