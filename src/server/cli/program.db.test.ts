import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { lockDirectory } from "#platform/db/directory-lock.ts";
import { runCommandLine } from "./program.ts";

// Each command that opens a base starts and ends a database of its own.
vi.setConfig({ testTimeout: 240_000 });
afterEach(() => vi.unstubAllEnvs());

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-program-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

async function run(...args: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const keep = (text: unknown): boolean => said.push(String(text).trimEnd()) > 0;
  const spies = [
    vi.spyOn(console, "log").mockImplementation(keep),
    vi.spyOn(console, "error").mockImplementation(keep),
    vi.spyOn(process.stderr, "write").mockImplementation(keep),
  ];
  try {
    return { code: await runCommandLine(args), said: said.join("\n") };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

const firstLineOf = async (...args: string[]) => {
  const { code, said } = await run(...args);
  expect(code).toBe(1);
  return said.split("\n")[0]!.trim();
};

test("a command that works on this machine alone refuses the address of a server instead of ignoring it", async () => {
  const directory = temporaryDirectory();
  vi.stubEnv("DATA_DIR", join(directory, "data"));
  const local = [
    ["backup", join(directory, "base.tar.gz")],
    ["restore", join(directory, "base.tar.gz")],
    ["migrate"],
    ["companies", "dedupe"],
    ["user", "list"],
    ["match", "--queries", "queries.jsonl", "--out", "run.tsv"],
  ];
  for (const command of local) {
    expect(await firstLineOf("--url", "http://localhost:1", ...command)).toMatch(
      /works on the machine of the database alone: leave out --url.$/,
    );
    expect(await firstLineOf(...command, "--url", "http://localhost:1")).toMatch(
      /works on the machine of the database alone: leave out --url.$/,
    );
  }
  expect(existsSync(join(directory, "data"))).toBe(false);
});

test("a database in use names its holder, and --url to the commands that take it alone", async () => {
  const directory = temporaryDirectory();
  vi.stubEnv("DATA_DIR", directory);
  const lock = await lockDirectory(directory);
  onTestFinished(() => lock.release());
  lock.announce("http://localhost:3123");
  const inUse = `The database in ${directory} is in use by process ${process.pid} (http://localhost:3123). Stop it first.`;
  expect((await run("migrate")).said).toBe(inUse);
  expect((await run("match", "--text", "radar")).said).toBe(
    `${inUse}\nOr talk to it: add --url http://localhost:3123 and --token.`,
  );
});

test("what is wrong with an option is said with the form it should have", async () => {
  expect(await firstLineOf("match", "--text", "x", "--filter", "country=cn")).toContain("country is two capital letters");
  expect(await firstLineOf("match", "--text", "x", "--filter", "stage=series-z")).toContain("stage is one of idea, ");
  expect(await firstLineOf("match", "--text", "x", "--lang", "klingon")).toContain("a language code, such as en, zh, de or ru");
  expect(await firstLineOf("match", "--text", "x", "--url", "localhost:3000")).toContain(
    "an address such as http://localhost:3000",
  );
});

test("files that cannot be read or written are named in plain words, before any work is done", async () => {
  const directory = temporaryDirectory();
  const file = join(directory, "queries.jsonl");
  const absent = join(directory, "absent", "file");
  writeFileSync(file, '{"id":1,"text":"radar"}\n');
  vi.stubEnv("DATA_DIR", file);
  expect(await firstLineOf("match", "--queries", absent, "--out", file)).toBe(`There is no file ${absent}.`);
  expect(await firstLineOf("match", "--queries", directory, "--out", file)).toBe(`${directory} is a directory, not a file.`);
  expect(await firstLineOf("match", "--queries", file, "--out", absent)).toBe(
    `There is no directory ${join(directory, "absent")}.`,
  );
  expect(await firstLineOf("match", "--queries", file, "--text", "x")).toBe("Give --text or --queries, not both.");
  expect(await firstLineOf("match", "--queries", file, "--json")).toMatch(/^--json goes with --text/);
  expect(await firstLineOf("import", "companies", directory)).toBe(`${directory} is a directory, not a file.`);
  expect(await firstLineOf("restore", absent)).toBe(`There is no file ${absent}.`);
  expect(await firstLineOf("backup", absent)).toBe(`There is no directory ${join(directory, "absent")}.`);
  expect(await firstLineOf("migrate")).toBe(`DATA_DIR is ${file}, but a file lies there. Name a directory.`);
});

test("a list is imported, its faults are told, queries are ranked under a filter, and the base is backed up for its owner's eyes", async () => {
  const directory = temporaryDirectory();
  const at = (name: string) => join(directory, name);
  vi.stubEnv("DATA_DIR", at("data"));
  mkdirSync(at("data"));
  writeFileSync(
    at("fair.csv"),
    "id,name,country,description\n1,Aurelo,DE,radar for trucks\n2,Brisk,CN,radar for ships\n3,,DE,x\n4,Calm,Atlantis,tea\n",
  );
  expect((await run("import", "companies", at("fair.csv"))).said.split("\n").slice(-4)).toEqual([
    "3 created, 0 updated, 0 unchanged, 1 rejected. Imported without a cell or two: 1.",
    "  row 4, rejected: no company name",
    "  row 5, imported without these cells: country: not a country we know (Atlantis)",
    "All of these rows with their reasons: Companies → Imports, at fair.csv.",
  ]);
  writeFileSync(at("plants.csv"), "colour,height\nred,3\n");
  expect(await firstLineOf("import", "companies", at("plants.csv"))).toMatch(/^Say which column holds the company’s name/);
  expect(await firstLineOf("import", "companies", at("fair.csv"), "--source", "person")).toMatch(/needs a correction/);

  writeFileSync(at("queries.jsonl"), '{"id":"q","text":"radar"}\n');
  const ranked = async (...options: string[]) => {
    await run("match", "--queries", at("queries.jsonl"), "--out", at("run.tsv"), ...options);
    return readFileSync(at("run.tsv"), "utf8")
      .split("\n")
      .slice(0, -1)
      .map((line) => line.split("\t")[1])
      .sort();
  };
  expect(await ranked("--lang", "en")).toEqual(["1", "2"]);
  expect(await ranked("--filter", "country=DE")).toEqual(["1"]);

  await run("backup", at("base.tar.gz"));
  expect(statSync(at("base.tar.gz")).mode & 0o777).toBe(0o600);
  writeFileSync(at("cut.tar.gz"), readFileSync(at("base.tar.gz")).subarray(0, 2000));
  vi.stubEnv("DATA_DIR", at("restored"));
  for (const name of ["cut.tar.gz", "fair.csv"])
    expect(await firstLineOf("restore", at(name))).toBe(
      `${at(name)} is no backup of a base, or it is damaged or cut off. The database is as it was.`,
    );
});
