import { expect, test } from "vitest";
import { registrableDomain, webIdentity } from "./domains.ts";

test.each([
  ["https://www.zephyrine-sails.co.uk/about", "zephyrine-sails.co.uk"],
  ["shop.Zephyrine-Sails.com.cn", "zephyrine-sails.com.cn"],
  ["http://zephyrine-sails.example.de:8080/?ref=list", "example.de"],
])("%s belongs to %s", (website, domain) => {
  expect(registrableDomain(website)).toBe(domain);
});

test.each([
  "https://zephyrine.github.io",
  "https://apps.apple.com/cn/app/zephyrine/id1234567890",
  "https://www.facebook.com/zephyrine",
  "https://medium.com/@zephyrine",
  "https://zephyrine.vercel.app",
  "https://mp.weixin.qq.com/s/abc",
  "https://www.bing.com/search?q=zephyrine",
  "http://url",
  "http://192.168.0.1",
  "mailto:office@zephyrine.com",
  "not a website",
  "",
  null,
])("%s identifies no firm by its domain", (website) => {
  expect(registrableDomain(website)).toBeNull();
});

test("a firm's page on a shared site is a mark of its own, the site itself is none", () => {
  expect(webIdentity("https://linkedin.com/company/zephyrine/")).toEqual({
    kind: "page",
    value: "linkedin.com/company/zephyrine",
  });
  expect(webIdentity("https://apps.apple.com/us/app/zephyrine/id1234567890?uo=4")).toEqual(
    webIdentity("https://apps.apple.com/cn/app/x/id1234567890"),
  );
  expect(webIdentity("https://www.linkedin.com")).toEqual({ kind: "none" });
  expect(webIdentity("https://bing.com/search?q=x")).toEqual({ kind: "none" });
});
