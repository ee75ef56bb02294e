import { add, step, type Tally } from "./steps.ts";

/** Everything that can be judged without running the product. */
export function checks(): Tally {
  return [
    () => step("Route types", "react-router", ["typegen"]),
    () => step("Types", "node", ["node_modules/typescript-7/bin/tsc", "--noEmit"]),
    () => step("Lint and format", "biome", ["check", "--error-on-warnings", "."]),
    () =>
      step("Boundaries between contexts", "depcruise", ["src", "--config", ".dependency-cruiser.cjs", "--output-type", "err"]),
    () => step("Unused files, exports and dependencies", "knip", []),
    () => step("Generated files are current", "node", ["tools/generate.ts", "--check"]),
  ]
    .map((check) => check())
    .reduce(add);
}
