import { expect, test } from "vitest";
import { noticeCookie, noticeOf } from "./notice.ts";

const sent = (notice: Parameters<typeof noticeCookie>[0]) => `a=1; ${noticeCookie(notice).split(";")[0]}; b=2`;

test("a notice in any script comes through the cookie unchanged", () => {
  const notice = { message: "已放弃“灵动能源”；可撤销", undo: { action: "/companies/7/passes", fields: { intent: "undo" } } };
  expect(noticeOf(sent(notice))).toEqual(notice);
});

test("an undo that leads elsewhere is dropped", () => {
  for (const action of ["https://evil.test/x", "//evil.test", "/\\evil.test", "javascript:alert(1)"]) {
    expect(noticeOf(sent({ message: "Done", undo: { action, fields: {} } }))).toEqual({ message: "Done" });
  }
});

test("no cookie or a broken one is no notice", () => {
  expect([noticeOf(""), noticeOf("jinqiao-notice=%7Bbroken"), noticeOf("jinqiao-notice=%22text%22")]).toEqual([null, null, null]);
});
