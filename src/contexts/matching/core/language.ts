/** Languages with their own analysis; `other` is folded and segmented but neither stemmed nor stopped. */
export type Language = "en" | "de" | "ru" | "zh" | "other";

export const LANGUAGES: readonly Language[] = ["en", "de", "ru", "zh", "other"];

/** Maps a caller's tag such as `zh-CN` or `DE` to a language with analysis; undefined when there is no tag. */
export function languageFromTag(tag: string | undefined): Language | undefined {
  if (!tag) return undefined;
  const primary = tag.toLowerCase().split(/[-_]/)[0] ?? "";
  return (LANGUAGES as readonly string[]).includes(primary) ? (primary as Language) : "other";
}
