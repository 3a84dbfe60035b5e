import { debianRows } from "./debian.js";
import { kontainRows } from "./kontain.js";
import { PILLOW_TESTS } from "./pillow.js";
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
      args: ["tests"],
      skips: {
        count: 10,
        because: "Debian's libyaml 0.2.5 has no control of recursion, the wheel's 0.2.6 has",
      },
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
      paths: ["tests", "scripts"],
      args: [
        ...["system", "process", "misc", "connections", "contracts", "testutils"].map(
          (name) => `tests/tests/test_${name}.py`,
        ),
        ...["-k", "not memory_maps"],
      ],
      part: "without those that compare with other programs, or look for shared libraries in the process",
    },
  },
  {
    name: "cffi",
    requirements: ["cffi==2.1.1"],
    tests: {
      sdist: "cffi==2.1.1",
      paths: ["testing"],
      args: [
        ...[
          "ffi_backend",
          "cdata",
          "parsing",
          "ctypes",
          "function",
          "unicode_literals",
          "model",
          "version",
        ].map((name) => `tests/testing/cffi0/test_${name}.py`),
        ...["ffi_obj", "function_args", "dlopen", "commontypes"].map(
          (name) => `tests/testing/cffi1/test_${name}.py`,
        ),
      ],
      part: "there is no compiler in the images, and the others want one",
    },
  },
  {
    name: "httptools",
    requirements: ["httptools==0.9.0"],
    tests: { sdist: "httptools==0.9.0", paths: ["tests"], args: ["tests"] },
  },
  {
    name: "uvloop",
    requirements: ["uvloop==0.23.0", "psutil==7.2.2"],
    keep: ["/bin/sh", "/usr/bin/env", "/bin/cat", "/bin/sleep", "/bin/ls", "/bin/echo", "/bin/pwd"],
    tests: {
      sdist: "uvloop==0.23.0",
      paths: ["tests"],
      args: ["tests"],
      minutes: 15,
    },
  },
  {
    name: "psycopg2-binary",
    functional: "psycopg2",
    requirements: ["psycopg2-binary==2.9.13"],
    libraries: { suite: "trixie", packages: ["p11-kit"] },
    tests: {
      sdist: "psycopg2-binary==2.9.13",
      paths: ["tests"],
      args: ["tests/tests"],
      env: { PSYCOPG2_TESTDB_HOST: "127.0.0.1" },
      part: "there is no server, and most tests want one",
    },
  },
  {
    name: "gevent",
    requirements: ["gevent==26.9.0"],
    tests: {
      args: [
        "--pyargs",
        ...[
          "event",
          "events",
          "queue",
          "pool",
          "local",
          "lock",
          "semaphore",
          "timeout",
          "select",
          "signal",
        ].map((name) => `gevent.tests.test__${name}`),
        ...["greenlet", "greenness", "hub", "iwait", "memleak", "threadpool", "util", "systemerror"].map(
          (name) => `gevent.tests.test__${name}`,
        ),
      ],
      minutes: 15,
      part: "those that each want a process of their own are left out",
    },
  },
  {
    name: "lxml",
    requirements: ["lxml==6.1.3"],
    tests: {
      sdist: "lxml==6.1.3",
      paths: ["src/lxml/tests:lxml_tests", "src/lxml/html/tests:html_tests"],
      args: ["tests"],
      minutes: 15,
      skips: { count: -4, because: "Debian's libxml2 has features that the wheel's is built without" },
    },
  },
  {
    name: "pillow",
    // Later wheels have _avif, for which Debian 12's libavif is too old.
    requirements: ["pillow==11.1.0"],
    tests: {
      sdist: "pillow==11.1.0",
      paths: ["Tests", "pyproject.toml", "src/PIL:src/PIL"],
      ...PILLOW_TESTS,
    },
  },
  {
    name: "numpy",
    requirements: ["numpy==2.4.6", "hypothesis==6.130.0"],
    tests: {
      args: [
        ...["-m", "not slow", "--pyargs"],
        ...["numpy._core", "numpy.linalg", "numpy.random", "numpy.fft", "numpy.ma", "numpy.polynomial"],
      ],
      minutes: 40,
      part: "the slow ones, and numpy.f2py's and numpy.lib's",
    },
  },
  {
    name: "cryptography",
    requirements: ["cryptography==50.0.2", "cryptography-vectors==50.0.2", "certifi==2026.10.19.post1"],
    tests: {
      sdist: "cryptography==50.0.2",
      paths: ["tests"],
      args: [
        ...[
          "fernet",
          "utils",
          "warnings",
          "x509/test_name",
          "x509/test_x509_crlbuilder",
          "x509/test_ocsp",
        ].map((name) => `tests/tests/${name.includes("/") ? name : `test_${name}`}.py`),
        ...[
          "aead",
          "ed25519",
          "x25519",
          "hashes",
          "hmac",
          "hkdf",
          "pbkdf2hmac",
          "scrypt",
          "serialization",
        ].map((name) => `tests/tests/hazmat/primitives/test_${name}.py`),
      ],
      minutes: 20,
      part: "the long ones of each algorithm's vectors are left out",
    },
  },
  {
    name: "pydantic-core",
    functional: "pydantic_core",
    requirements: [
      ...["pydantic==2.14.4", "pydantic-core==2.50.5", "hypothesis==6.130.0", "dirty-equals==0.11"],
      ...["inline-snapshot==0.36.1", "pytest-mock==3.17.0", "pytest-timeout==2.4.0"],
    ],
    tests: {
      sdist: "pydantic-core==2.50.5",
      paths: ["tests"],
      args: ["tests/tests", "--ignore=tests/tests/benchmarks"],
      minutes: 20,
    },
  },
  {
    name: "pandas",
    requirements: ["pandas==3.1.1", "numpy==2.4.6", "hypothesis==6.130.0"],
    tests: {
      args: [
        ...["-m", "not slow and not network and not single_cpu", "--pyargs"],
        ...[
          "pandas.tests.libs",
          "pandas.tests.tslibs",
          "pandas.tests.series.methods",
          "pandas.tests.groupby.aggregate",
        ],
        ...[
          "pandas.tests.io.json",
          "pandas.tests.io.parser.test_index_col",
          "pandas.tests.window.test_rolling",
        ],
      ],
      minutes: 30,
      part: "there are some 200,000",
    },
  },
];

export const allRows: readonly Row[] = [...debianRows, ...rows, ...kontainRows];
