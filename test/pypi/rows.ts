import { debianRows } from "./debian.js";
import type { Row } from "./row.js";

/** Cheap ones first. */
const rows: readonly Row[] = [
  {
    name: "markupsafe",
    requirements: ["markupsafe==3.0.4"],
    tests: { sdist: "markupsafe==3.0.4", paths: ["tests"], args: ["tests"] },
  },
  {
    name: "pyyaml",
    requirements: ["PyYAML==6.0.4"],
    tests: {
      sdist: "pyyaml==6.0.4",
      paths: ["tests"],
      args: ["-c", "tests/legacy_tests/none.ini", "tests"],
    },
  },
  {
    name: "greenlet",
    requirements: ["greenlet==3.5.6", "objgraph==3.6.2", "psutil==7.2.2"],
    tests: { args: ["--pyargs", "greenlet.tests"] },
  },
  {
    name: "msgpack",
    requirements: ["msgpack==1.2.4"],
    tests: { sdist: "msgpack==1.2.4", paths: ["test"], args: ["tests/test"] },
  },
  {
    name: "wrapt",
    requirements: ["wrapt==2.5.2"],
    tests: { sdist: "wrapt==2.5.2", paths: ["tests"], args: ["tests/tests/core"] },
  },
  {
    name: "ujson",
    requirements: ["ujson==6.1.0"],
    tests: { sdist: "ujson==6.1.0", paths: ["tests"], args: ["tests"] },
  },
  {
    name: "psutil",
    requirements: ["psutil==7.2.2"],
    tests: {
      sdist: "psutil==7.2.2",
      paths: ["tests", "scripts", "setup.py", "pyproject.toml"],
      args: ["-o", "addopts=", "tests/tests"],
    },
  },
  {
    name: "cffi",
    requirements: ["cffi==2.1.1"],
    tests: {
      sdist: "cffi==2.1.1",
      paths: ["testing"],
      args: ["tests/testing/cffi0", "tests/testing/cffi1"],
      part: "those that call a compiler fail in both, for there is none in the images",
    },
  },
  {
    name: "httptools",
    requirements: ["httptools==0.9.0"],
    tests: { sdist: "httptools==0.9.0", paths: ["tests"], args: ["tests"] },
  },
];

export const allRows: readonly Row[] = [...debianRows, ...rows];
