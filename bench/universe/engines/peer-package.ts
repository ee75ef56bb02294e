import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

// The peers weigh 600 MB, so they have a package of their own that only the bench installs.
const directory = join(import.meta.dirname, "../../peers");
const require = createRequire(join(directory, "package.json"));

/** A package of bench/peers; the caller declares the little it uses, because nobody else has its types. */
export function peerPackage<Module>(name: string): Module {
  return require(name) as Module;
}

/**
 * Installs what bench/peers/package-lock.json names, without install scripts; peers that are missing then are reported as absent.
 * Not by `npm ci`, which wants the packages of every other platform in the file too.
 */
export function installPeers(): void {
  if (existsSync(join(directory, "node_modules"))) return;
  console.log("Installing the engines to compare with …");
  spawnSync("npm", ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: directory,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
}
