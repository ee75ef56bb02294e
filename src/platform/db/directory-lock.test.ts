import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { lockDirectory } from "./directory-lock.ts";

const beat = 40;

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-lock-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

test("a directory is held by one process until it lets go, and says by whom", async () => {
  const directory = temporaryDirectory();
  const lock = await lockDirectory(directory, { beat });
  lock.announce("http://localhost:3123");
  await expect(lockDirectory(directory, { beat })).rejects.toThrow(
    `in use by process ${process.pid} (http://localhost:3123). Stop it first`,
  );
  await lock.release();
  expect(existsSync(join(directory, "holder.json"))).toBe(false);
  await (await lockDirectory(directory, { beat })).release();
});

test("a process of another container that still breathes keeps the directory; a silent one loses it", async () => {
  vi.mocked(console.error).mockImplementation(() => {});
  const directory = temporaryDirectory();
  const file = join(directory, "holder.json");
  writeFileSync(file, JSON.stringify({ token: "theirs", pid: 1, place: "another container", url: "http://other:3000" }));
  const breath = setInterval(() => utimesSync(file, new Date(), new Date()), beat / 2);
  await expect(lockDirectory(directory, { beat })).rejects.toThrow("in use by process 1 (http://other:3000)");
  clearInterval(breath);
  const lock = await lockDirectory(directory, { beat });
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ pid: process.pid, url: null });
  vi.mocked(console.error).mockClear();
  await lock.release();
});

test("what a killed process of this machine left is taken over at once", async () => {
  const directory = temporaryDirectory();
  const file = join(directory, "holder.json");
  const first = await lockDirectory(directory, { beat });
  const left = readFileSync(file, "utf8");
  await first.release();
  writeFileSync(file, left);
  const startedAt = performance.now();
  const lock = await lockDirectory(directory, { beat: 10_000 });
  // Before a single beat.
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  await lock.release();
});
