import { expect, test } from "vitest";
import { hashPassword, passwordProblem, verifyPassword } from "./password.ts";

test("a password is judged by its length and by lists of well-known ones, never by its letters", () => {
  expect(passwordProblem("1234567")).toBe("identity.errors.passwordTooShort");
  expect(passwordProblem("x".repeat(129))).toBe("identity.errors.passwordTooLong");
  for (const known of ["password", "Password1!", "qwertyuiop", "11111111111", "iloveyou2"]) {
    expect([known, passwordProblem(known)]).toEqual([known, "identity.errors.passwordKnown"]);
  }
  for (const good of [
    "correct horse",
    "六月的桥上没有灯",
    "tvmfoebq",
    "все мосты ведут",
    "a lantern above the river".repeat(5),
  ]) {
    expect([good, passwordProblem(good)]).toEqual([good, null]);
  }
});

test("one's own name, address and the base with a few signs added are no password", () => {
  expect(passwordProblem("Wenhao2024", ["Wenhao Qiu"])).toBe("identity.errors.passwordFromName");
  for (const known of ["n7@x.example", "N7@x.example", "n7@x.example1!", "Shenyang Metro 1"]) {
    const problem = passwordProblem(known, ["n7@x.example", "Wei Li", "Shenyang Metro Hub"]);
    expect([known, problem]).toEqual([known, "identity.errors.passwordFromName"]);
  }
  expect(passwordProblem("Wenhao walks home", ["Wenhao Qiu"])).toBeNull();
});

test("a hash verifies its own password, however its letters were composed, and no other", async () => {
  const hash = await hashPassword("caf\u00e9 au lait");
  expect(hash).toMatch(/^scrypt\$32768\$8\$3\$/);
  expect(await verifyPassword({ hash, password: "cafe\u0301 au lait" })).toBe(true);
  expect(await verifyPassword({ hash, password: "cafe au lait" })).toBe(false);
  expect(await verifyPassword({ hash: "plain", password: "plain" })).toBe(false);
});
