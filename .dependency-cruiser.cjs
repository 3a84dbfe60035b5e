/** The arrows between the rooms, as docs/architecture.md draws them. */
const arrow = (from, allowed) => ({
  name: `arrows-of-${from}`,
  severity: "error",
  comment: `src/${from} may only reach ${[...allowed, "oci", "diagnostics"].join(", ")}`,
  from: { path: `^src/${from}/` },
  to: {
    path: "^src/",
    pathNot: [from, ...allowed, "oci", "diagnostics"].map((room) => `^src/${room}/`),
  },
});

module.exports = {
  forbidden: [
    arrow("frontend", ["gateway", "kontainfile", "plan", "llb", "graph", "image"]),
    arrow("graph", ["llb", "kontainfile", "plan"]),
    arrow("image", ["kontainfile", "plan"]),
    arrow("gateway", ["llb", "gen"]),
    arrow("llb", ["gen"]),
    arrow("kontainfile", []),
    arrow("plan", []),
    arrow("why", ["kontainfile"]),
    arrow("oci", []),
    arrow("diagnostics", []),
    arrow("gen", []),
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "src-knows-no-tests",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(harness|test|scripts|bench|rehearsal)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};
