import { expect, test } from "vitest";
import { parseCompanyName } from "./names.ts";

const coresOf = (written: string) => parseCompanyName(written).current.map(({ core }) => core);
const stemsOf = (written: string) => parseCompanyName(written).current.map(({ stem }) => stem);
const formerOf = (written: string) => parseCompanyName(written).former.map(({ core }) => core);

test.each([
  ["Nordlicht Batterien GmbH & Co. KG", "nordlichtbatterien"],
  ["Veltrano S.A.S.", "veltrano"],
  ["Veltrano Sp. z o.o.", "veltrano"],
  ["Quellmark d.o.o.", "quellmark"],
  ["Ostrea Mobility Co., Ltd.", "ostreamobility"],
  ["Zephyrine, Inc", "zephyrine"],
  ["ООО «Северный Мост»", "severnyymost"],
  ["АО Северный Мост", "severnyymost"],
  ["PT Gunung Biru Tbk", "gunungbiru"],
  ["北京青禾云帆科技有限公司", "青禾云帆科技"],
  ["青禾云帆科技（北京）有限公司", "青禾云帆科技"],
  ["北京青禾雲帆科技股份有限公司", "青禾云帆科技"],
  ["青禾云帆科技有限公司上海分公司", "青禾云帆科技"],
  ["株式会社アオバ", "アオバ"],
])("the legal form and the place of %s are set aside", (written, core) => {
  expect(coresOf(written)).toEqual([core]);
});

test("spellings that people read as equal are equal", () => {
  expect(coresOf("ＶＥＬＴＲÀＮＯ")).toEqual(coresOf("veltrano"));
  expect(coresOf("Quellmark & Söhne")).toEqual(coresOf("QUELLMARK and sohne"));
});

test("words that say what a firm does leave the stem", () => {
  expect(stemsOf("深圳市青禾云帆智能科技有限公司")).toEqual(["青禾云帆"]);
  expect(stemsOf("Veltrano AI Technologies")).toEqual(["veltrano"]);
});

test("a name that is all business words keeps them", () => {
  expect(stemsOf("Health Labs Inc.")).toEqual(["healthlabs"]);
  expect(stemsOf("人工智能科技有限公司")).toEqual(["人工智能科技"]);
});

test("a mixed name stands for both halves, unless a half names nobody", () => {
  expect(coresOf("青禾云帆QingFan")).toEqual(["青禾云帆", "qingfan"]);
  expect(coresOf("QingFan机器人")).toEqual(["qingfan"]);
});

test("former names and aliases come out of brackets and phrases", () => {
  expect(formerOf("Zephyrine (formerly Windlass)")).toEqual(["windlass"]);
  expect(formerOf("Zephyrine (fka Windlass, Gustly)")).toEqual(["windlass", "gustly"]);
  expect(formerOf("青禾云帆（曾用名：白杨数据）")).toEqual(["白杨数据"]);
  expect(coresOf("Zephyrine GmbH dba Windlass")).toEqual(["zephyrine", "windlass"]);
});

test("remarks and slogans are no part of the name", () => {
  expect(coresOf("Zephyrine (acquired by Windlass)")).toEqual(["zephyrine"]);
  expect(coresOf("Zephyrine, acquired by Windlass")).toEqual(["zephyrine"]);
  expect(coresOf("Zephyrine (YC W19)")).toEqual(["zephyrine"]);
  expect(coresOf("Zephyrine – sails for ships")).toEqual(["zephyrine"]);
});

test("a domain used as a name counts without its suffix", () => {
  expect(coresOf("zephyrine.io")).toEqual(["zephyrine"]);
});

test("text without a letter or digit has no name", () => {
  expect(parseCompanyName(" – ()")).toEqual({ current: [], former: [] });
});
