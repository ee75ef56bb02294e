import { expect, test } from "vitest";
import { cityKey, cityName } from "./cities.ts";

test("a city is one city under every name lists give it", () => {
  expect(["上海", "上海市", "Schanghai", " шанхай ", "Shanghai"].map(cityKey)).toEqual(Array(5).fill("Shanghai"));
  expect(["München", "Muenchen", "慕尼黑", "Xi’an", "Göteborg"].map(cityKey)).toEqual([
    "Munich",
    "Munich",
    "Munich",
    "Xi'an",
    "Gothenburg",
  ]);
});

test("a city nobody listed keeps its name", () => {
  expect(["Lenzing", "市", ""].map(cityKey)).toEqual(["Lenzing", "市", ""]);
  expect(cityName("Lenzing", "zh-CN")).toBe("Lenzing");
});

test("a city is shown in the reader's language", () => {
  expect(["en", "zh-CN", "de", "ru"].map((locale) => cityName("Munich", locale))).toEqual([
    "Munich",
    "慕尼黑",
    "München",
    "Мюнхен",
  ]);
});
