/** Encodings a text file may have; labels of the Encoding Standard. */
export const encodings = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "gb18030",
  "big5",
  "shift_jis",
  "windows-1252",
  "windows-1251",
  "koi8-r",
] as const;
export type Encoding = (typeof encodings)[number];
