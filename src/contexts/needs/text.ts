/**
 * Text as it is stored: one kind of line break, no control characters (PostgreSQL refuses NUL), no lone surrogates,
 * no bidirectional overrides, which could make a title read backwards.
 */
export function cleanText(input: string): string {
  return (
    input
      .toWellFormed()
      .normalize("NFC")
      .replace(/\r\n?/g, "\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202d\u202e\ufeff]/g, "")
      .trim()
  );
}

/** The same for what stands on one line: titles, tags. */
export const cleanLine = (input: string): string => cleanText(input).replace(/\s+/g, " ");
