// Plain JavaScript for any Node ≥ 18: it runs before the project's own Node 24 is installed.
// Installs what package-lock.json names and, with --build, builds the web application; both only when their inputs changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .flatMap((entry) => filesBelow(join(path, entry.name)))
    .sort();
}

function digest(paths, extra = "") {
  const hash = createHash("sha256").update(extra);
  for (const file of paths.flatMap(filesBelow)) hash.update(file).update("\0").update(readFileSync(file));
  return hash.digest("hex");
}

function upToDate(stampFile, stamp) {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;
}

function writeStamp(stampFile, stamp) {
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    stdio: "inherit",
    shell: process.platform === "win32",
    env: { ...process.env, ...env },
  });
  if (error) console.error(error.message);
  return status === 0;
}

const installStamp = digest(["package.json", "package-lock.json"], `${process.platform}-${process.arch}`);
if (!upToDate("node_modules/.bootstrap", installStamp)) {
  console.log("Installing dependencies …");
  const flags = ["--ignore-scripts", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  // A registry mirror that lacks an optional platform package makes `npm ci` refuse; --no-save keeps the lockfile as it is.
  if (!run("npm", ["ci", ...flags]) && !run("npm", ["install", "--no-save", ...flags])) {
    console.error(
      "The dependencies could not be installed: check that the npm registry is reachable, then run the command again.",
    );
    process.exit(1);
  }
  writeStamp("node_modules/.bootstrap", installStamp);
}

if (process.argv.includes("--build")) {
  const inputs = ["src", "locales", "db", "package-lock.json", "vite.config.ts", "react-router.config.ts", "tsconfig.json"];
  const buildStamp = digest(inputs);
  if (!upToDate("build/.bootstrap", buildStamp)) {
    console.log("Building the web application …");
    const bin = join(root, "node_modules", ".bin");
    const env = { NODE_ENV: "production", PATH: `${bin}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}` };
    if (!run(join(bin, "react-router"), ["build"], env) || !run(join(bin, "node"), ["tools/precompress.ts"], env)) {
      console.error("The web application could not be built; the message above says why.");
      process.exit(1);
    }
    writeStamp("build/.bootstrap", buildStamp);
  }
}
