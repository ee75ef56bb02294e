import { expect, test } from "vitest";
import { nameOfKind, programType, sniffMediaType } from "./sniff-media-type.ts";

const bytes = (...values: number[]) => new Uint8Array([...values, 0, 0, 1, 2]);
const text = (words: string) => new TextEncoder().encode(words);

test("the first bytes say what a file is, whatever it is called", () => {
  expect(sniffMediaType(text("%PDF-1.7 …"), "deck.exe")).toBe("application/pdf");
  expect(sniffMediaType(text("a,b\n1,2"), "figures.csv")).toBe("text/csv");
  expect(sniffMediaType(bytes(1, 2, 3), "deck.pdf")).toBe("application/octet-stream");
});

test("a program is one under any name: for Windows, Linux, macOS, a script", () => {
  const heads = [
    bytes(0x4d, 0x5a, 0x90),
    bytes(0x7f, 0x45, 0x4c, 0x46),
    bytes(0xcf, 0xfa, 0xed, 0xfe),
    text("#!/bin/sh\nrm -rf /"),
  ];
  expect(heads.map((head) => sniffMediaType(head, "deck.pdf"))).toEqual(Array(4).fill(programType));
  expect(sniffMediaType(text("MZ is where two letters begin a text"), "note.txt")).toBe("text/plain");
});

test("an archive is an Office document only with the parts of one inside", () => {
  const zip = (part: string) => Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.from(part)]);
  expect(sniffMediaType(zip("[Content_Types].xml"), "plan.docx")).toContain("wordprocessingml");
  expect(sniffMediaType(zip("setup.exe"), "plan.docx")).toBe("application/zip");
});

test("a name ends as its kind does, whatever it was sent as, so that nothing runs where it is opened", () => {
  const named = (name: string, content: string) => nameOfKind(name, sniffMediaType(text(content), name));
  const sent = [
    ["j.bat", "@echo off"],
    ["d.html", "<!doctype html><script>"],
    ["c.svg", "<svg><script>"],
    ["fdp.exe", "%PDF-1.7"],
    ["Deck.PDF", "%PDF-1.7"],
    ["figures.csv", "a,b"],
    ["notes.md", "# Notes"],
    ["README", "Read me"],
    ["deck.pdf.", "%PDF-1.7"],
  ] as const;
  expect(sent.map(([name, content]) => named(name, content))).toEqual([
    "j.bat.txt",
    "d.html.txt",
    "c.svg.txt",
    "fdp.exe.pdf",
    "Deck.PDF",
    "figures.csv",
    "notes.md",
    "README.txt",
    "deck.pdf..pdf",
  ]);
  expect(nameOfKind("x".repeat(200), "text/plain")).toHaveLength(200);
});
