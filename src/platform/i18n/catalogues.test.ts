import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../project-root.ts";
import { loadCatalogue } from "./catalogues.ts";
import { type Locale, locales } from "./locales.ts";

type Messages = { [key: string]: string | Messages };

const messagesOf = async (locale: Locale) => flatten((await loadCatalogue(locale)) as Messages);
const english = await messagesOf("en");

function flatten(messages: Messages, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === "string" ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

/** Names of the ICU arguments of a message: {name}, {count, plural, …}, and rich-text tags. */
function argumentsOf(message: string): string[] {
  const names = [
    ...message.matchAll(/(?<!=\d+\s)(?<!\b(?:one|two|few|many|other|zero)\s)\{\s*(\w+)\s*[,}]/g),
    ...message.matchAll(/<(\w+)>/g),
  ].map(([, name]) => name!);
  return [...new Set(names)].filter((name) => !isPluralText(message, name)).sort();
}

/** "{# day}" inside a plural is text, not an argument. */
const isPluralText = (message: string, name: string): boolean =>
  !message.includes(`{${name}}`) && !message.includes(`{${name},`) && !message.includes(`<${name}>`);

test.each(locales)("the %s catalogue has the keys of the English one, none empty", async (locale) => {
  const messages = await messagesOf(locale);
  expect([...messages.keys()].sort()).toEqual([...english.keys()].sort());
  expect([...messages].filter(([, text]) => text.trim() === "").map(([key]) => key)).toEqual([]);
});

test.each(locales)("the %s catalogue uses the same arguments as the English one", async (locale) => {
  const messages = await messagesOf(locale);
  const different = [...english].filter(([key, text]) => `${argumentsOf(text)}` !== `${argumentsOf(messages.get(key) ?? "")}`);
  expect(different.map(([key]) => key)).toEqual([]);
});

test("every message is used somewhere in the source", () => {
  const literals = literalsOfSource();
  const unused = [...english.keys()].filter((key) => !isUsed(key, literals));
  expect(unused).toEqual([]);
});

interface Literals {
  plain: Set<string>;
  /** Template literals as patterns: `stage.${name}` becomes /^stage\.[^.]+$/ . */
  patterns: RegExp[];
}

function literalsOfSource(): Literals {
  const sources = ["src", "db/seeds"].flatMap((directory) =>
    readdirSync(join(projectRoot, directory), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => readFileSync(join(projectRoot, directory, file), "utf8")),
  );
  const text = sources.join("\n");
  const plain = new Set([...text.matchAll(/["'`]([\w.-]+)["'`]/g)].map(([, literal]) => literal!));
  const templates = [...text.matchAll(/`([\w.-]*\$\{[^`]*)`/g)].map(([, template]) => template!);
  const patterns = templates
    .filter((template) => /^[\w.-]*(\$\{[^}]*\}[\w.-]*)+$/.test(template) && template.replaceAll(/\$\{[^}]*\}/g, "") !== "")
    .map((template) => new RegExp(`^${template.replaceAll(".", "\\.").replaceAll(/\$\{[^}]*\}/g, "[\\w-]+")}$`));
  return { plain, patterns };
}

/** Used as a whole, or as the rest below a namespace that a useTranslations call names. */
function isUsed(key: string, { plain, patterns }: Literals): boolean {
  const parts = key.split(".");
  return parts.some((_, at) => {
    const prefix = parts.slice(0, at).join(".");
    const rest = parts.slice(at).join(".");
    if (prefix !== "" && !plain.has(prefix) && !patterns.some((pattern) => pattern.test(prefix))) return false;
    return plain.has(rest) || patterns.some((pattern) => pattern.test(rest));
  });
}
