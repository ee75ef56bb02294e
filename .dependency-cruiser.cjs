// Import order of the house: sideways only through another context's index.ts, along an acyclic list.
const order = ["identity", "operations", "companies", "needs", "matching", "applications", "pilots"];
const mayUse = {
  identity: [],
  operations: ["identity"],
  companies: ["identity"],
  needs: ["identity", "companies"],
  matching: ["identity", "companies", "needs"],
  applications: ["identity", "companies", "needs", "matching"],
  pilots: ["identity", "companies", "needs", "matching"],
};
// Pure word lists that browser code may import; a whole index.ts would pull the server into the client bundle.
const vocabulary = ["identity/roles\\.ts", "companies/(fields|countries|cities|company)\\.ts"];
const testing = "\\.test\\.tsx?$|/testing(\\.ts|/)|\\.oracle\\.ts$";

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    {
      name: "platform-knows-no-domain",
      severity: "error",
      from: { path: "^src/platform/", pathNot: testing },
      to: { path: "^src/(contexts|ui|web|server)/" },
    },
    {
      name: "ui-knows-no-domain",
      severity: "error",
      from: { path: "^src/ui/" },
      to: { path: "^src/(contexts|web|server)/|^src/platform/(db|jobs|mail|files|audit)/" },
    },
    ...order.map((name) => ({
      name: `${name}-uses-only-the-front-door`,
      severity: "error",
      from: { path: `^src/contexts/${name}/`, pathNot: testing },
      to: {
        path: "^src/contexts/([^/]+)/",
        pathNot: [
          `^src/contexts/${name}/`,
          ...mayUse[name].map((used) => `^src/contexts/${used}/index\\.ts$`),
          ...vocabulary.map((file) => `^src/contexts/${file}$`),
        ],
      },
    })),
    {
      name: "rules-stay-pure",
      severity: "error",
      from: { path: "^src/contexts/[^/]+/(schema|policy)\\.ts$" },
      to: { path: "^src/contexts/[^/]+/(queries|commands|api|jobs|register)\\.ts$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json"],
    },
    exclude: { path: "\\+types/" },
  },
};
