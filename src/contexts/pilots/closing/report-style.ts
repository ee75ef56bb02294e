import type { Block } from "#platform/pdf/page-writer.ts";

export const colours = { quiet: "#4a5b68", good: "#1c6b41", warn: "#865300", bad: "#a3231b", ink: "#14527b" };

/** A heading that does not stand alone at the foot of a page; `keep` is the height that has to fit below. */
export const heading = (text: string, keep = 70): Block[] => [
  { kind: "space", height: 12, keep },
  { kind: "text", text, size: 13, weight: "bold", colour: colours.ink, after: 5 },
];
