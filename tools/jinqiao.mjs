#!/usr/bin/env node
// Plain JavaScript for any Node ≥ 18: starts the command line on the project's own Node 24.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const node = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
if (!existsSync(node)) {
  console.error(`The dependencies are not installed yet. Run "npm install" in ${root} first.`);
  process.exit(1);
}
const child = spawn(node, [join(root, "src/server/cli.ts"), ...process.argv.slice(2)], {
  stdio: "inherit",
  shell: process.platform === "win32",
  env: { ...process.env, NODE_ENV: process.env.NODE_ENV ?? "production" },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
