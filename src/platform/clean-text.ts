import { z } from "zod";

/**
 * Text as it is stored: one kind of line break, no control characters (PostgreSQL refuses NUL), no lone surrogates,
 * no bidirectional overrides, which could make a name read backwards. Markup stays the text it is; what nobody can see is no text.
 */
export function cleanText(input: string): string {
  const cleaned = input
    .toWellFormed()
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202d\u202e\ufeff]/g, "")
    .trim();
  return hasVisible(cleaned) ? cleaned : "";
}

/** A character that can be seen; zero-width spaces and joiners alone say nothing. */
const visible = /[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;
const hasVisible = (text: string): boolean => visible.test(text);

/** A typed text of several lines. */
export const writtenText = (maximum: number) => z.string().overwrite(cleanText).max(maximum);

/** A typed text on one line: names, tags, titles. */
export const writtenLine = (maximum: number) =>
  z
    .string()
    .overwrite((input) => cleanText(input).replace(/\s+/g, " "))
    .max(maximum);
