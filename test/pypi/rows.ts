import type { Row } from "./row.js";

/** Cheap ones first. */
export const rows: readonly Row[] = [
  {
    name: "markupsafe",
    requirements: ["markupsafe==3.0.4"],
    tests: { sdist: "markupsafe==3.0.4", paths: ["tests"], args: ["tests"] },
  },
];
