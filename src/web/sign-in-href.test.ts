import { expect, test } from "vitest";
import { safeNext, signInHref } from "./sign-in-href.ts";

test("a next address leads nowhere outside, however a browser would read it, and fits into a header", () => {
  const outside = [
    "//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/.//evil.example",
    "/x/..//evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "",
    null,
  ];
  for (const next of outside) expect([next, safeNext(next)]).toEqual([next, "/"]);
  expect(safeNext("/\r/companies")).toBe("/");
  expect(safeNext("/companies?q=电池#列表")).toBe("/companies?q=%E7%94%B5%E6%B1%A0#%E5%88%97%E8%A1%A8");
  for (const own of ["/", "/needs/7?tab=a", "/companies?q=%E7%94%B5&next=//x"]) expect(safeNext(own)).toBe(own);
  for (const next of [...outside, "/电池", "/\u0000x", "/\ud800"]) new Headers().set("location", safeNext(next));
});

test("who asked for a page comes back to it; who sent a form, to the page it stood on, and is told it was not saved", () => {
  const asked = (url: string, init?: RequestInit) => signInHref(new Request(`http://base.example${url}`, init));
  expect(asked("/")).toBe("/sign-in");
  expect(asked("/needs/7.data?tab=a&_routes=root")).toBe("/sign-in?next=%2Fneeds%2F7%3Ftab%3Da");
  expect(asked("/needs/7.data?_routes=root&tab=a")).toBe("/sign-in?next=%2Fneeds%2F7%3Ftab%3Da");
  expect(asked("/_root.data")).toBe("/sign-in");
  const sent = (url: string, referer?: string) => asked(url, { method: "POST", headers: referer ? { referer } : {} });
  expect(sent("/needs/new.data")).toBe("/sign-in?next=%2Fneeds%2Fnew&unsaved");
  expect(sent("/needs/new.data", "http://base.example/needs/new?template=bms")).toBe(
    "/sign-in?next=%2Fneeds%2Fnew%3Ftemplate%3Dbms&unsaved",
  );
  expect(sent("/companies/undo", "http://base.example/companies/7")).toBe("/sign-in?next=%2Fcompanies%2F7&unsaved");
  expect(sent("/companies", "http://evil.example/x")).toBe("/sign-in?next=%2Fcompanies&unsaved");
  expect(sent("/?index", "http://base.example/")).toBe("/sign-in?unsaved");
});
