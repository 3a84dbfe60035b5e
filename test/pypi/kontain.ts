import type { Row } from "./row.js";

/** What Kontain's own linker is measured on beside those, whole images, and what it gave up. */
export const kontainRows: readonly Row[] = [
  {
    name: "pyrsistent",
    requirements: ["pyrsistent==0.20.0", "hypothesis==6.130.0"],
    tests: { sdist: "pyrsistent==0.20.0", paths: ["tests"], args: ["tests"] },
  },
  {
    name: "falcon",
    requirements: ["falcon==4.4.0"],
    tests: { sdist: "falcon==4.4.0", paths: ["tests", "examples"], args: ["tests/tests"], minutes: 15 },
  },
  {
    name: "hug",
    // The last falcon that hug's setup.py takes.
    requirements: ["hug==2.6.1", "falcon==2.0.0"],
  },
  {
    name: "tornado",
    requirements: ["tornado==6.6.1"],
    tests: { args: ["--pyargs", "tornado.test"], minutes: 15 },
  },
  {
    name: "flask-gunicorn",
    functional: "flask_gunicorn",
    requirements: [
      ...["flask==3.1.3", "gunicorn==27.0.1", "gevent==26.9.0", "greenlet==3.5.6", "sqlalchemy==2.1.9"],
      ...["psycopg2-binary==2.9.13", "markupsafe==3.0.4"],
    ],
    libraries: { suite: "trixie", packages: ["p11-kit"] },
    server: {
      cmd: ["python3", "-m", "gunicorn", "-k", "gevent", "-b", "0.0.0.0:8000", "functional:app"],
      port: 8000,
      path: "/",
      has: ["gevent", "markupsafe._speedups", "zwei é"],
    },
  },
  {
    name: "fastapi-uvicorn",
    functional: "fastapi_uvicorn",
    requirements: [
      ...["fastapi==0.165.0", "uvicorn[standard]==0.54.0", "uvloop==0.23.0", "httptools==0.9.0"],
      ...[
        "pydantic==2.14.4",
        "pydantic-core==2.50.5",
        "watchfiles==1.3.0",
        "websockets==17.4",
        "PyYAML==6.0.4",
      ],
    ],
    server: {
      cmd: ["python3", "-m", "uvicorn", "--host", "0.0.0.0", "functional:app"],
      port: 8000,
      path: "/7?name=x",
      has: ['"loop":"uvloop"', '"parser":true', "_pydantic_core"],
    },
  },
  { name: "thrift", requirements: ["thrift==0.25.0"] },
  { name: "protobuf", requirements: ["protobuf==7.36.2"] },
  { name: "h5py", requirements: ["h5py==3.16.0", "numpy==2.4.6"] },
  { name: "matplotlib", requirements: ["matplotlib==3.11.2", "numpy==2.4.6", "pillow==13.0.0"] },
  { name: "scipy", requirements: ["scipy==1.17.1", "numpy==2.4.6"] },
  { name: "grpcio", requirements: ["grpcio==1.85.3"] },
];
