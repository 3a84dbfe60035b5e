import { PILLOW_TESTS } from "./pillow.js";
import type { Row } from "./row.js";

/** Packages of Debian, by the sources that its archive has: these rows need no other registry. */
export const debianRows: readonly Row[] = [
  {
    name: "debian-markupsafe",
    packages: ["python3-markupsafe"],
    tests: { source: "markupsafe", paths: ["tests"], args: ["tests/tests"] },
  },
  {
    name: "debian-cffi",
    packages: ["python3-cffi"],
    tests: {
      source: "python-cffi",
      paths: ["testing"],
      args: ["tests/testing/cffi0/test_ffi_backend.py", "tests/testing/cffi0/test_parsing.py"],
      part: "those that need no compiler",
    },
  },
  {
    name: "debian-lxml",
    packages: ["python3-lxml"],
    tests: { source: "lxml", paths: ["src/lxml/tests:lxmltests"], args: ["tests/lxmltests"] },
  },
  {
    name: "debian-pillow",
    packages: ["python3-pil"],
    tests: { source: "pillow", paths: ["Tests"], ...PILLOW_TESTS },
  },
  {
    name: "debian-cryptography",
    packages: [
      ...["python3-cryptography", "python3-cryptography-vectors", "python3-hypothesis", "python3-iso8601"],
      ...["python3-pretend", "python3-pytest-subtests", "python3-pytest-benchmark", "python3-tz"],
    ],
    tests: {
      source: "python-cryptography",
      paths: ["tests", "pyproject.toml"],
      args: [
        ...["tests/tests/test_fernet.py", "tests/tests/test_utils.py", "tests/tests/x509"],
        ...["aes", "ciphers", "ec", "ed25519", "hashes", "hkdf", "hmac", "rsa", "scrypt", "x25519"].map(
          (name) => `tests/tests/hazmat/primitives/test_${name}.py`,
        ),
      ],
      minutes: 30,
      part: "the whole takes half an hour",
    },
  },
];
