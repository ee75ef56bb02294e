/**
 * An amount as people write it ("1.200.000,50" in German, "1,200,000.50" in English, "120万" in Chinese) in minor units;
 * null for nothing, NaN for what is no amount or finer than the currency.
 */
export function readAmount(written: string, locale: string): number | null {
  const compact = written.normalize("NFKC").replace(/[\s\u00a0\u202f'’¥￥元]|CNY|RMB/gi, "");
  if (compact === "") return null;
  const isTenThousands = compact.endsWith("万");
  const { decimal, group } = separatorsOf(locale);
  const digits = compact.replace("万", "");
  if (!/^\d[\d.,]*$/.test(digits)) return Number.NaN;
  const plain =
    /^\d+(\.\d{1,2})?$/.test(digits) && !isGrouped(digits, group) ? digits : digits.replaceAll(group, "").replace(decimal, ".");
  if (!/^\d+(\.\d+)?$/.test(plain)) return Number.NaN;
  const minor = Number(plain) * (isTenThousands ? 1_000_000 : 100);
  const rounded = Math.round(minor);
  return Math.abs(minor - rounded) < 1e-6 * Math.max(1, minor) && Number.isSafeInteger(rounded) ? rounded : Number.NaN;
}

/** The reverse, for a field somebody edits. */
export function writeAmount(minor: number | null, locale: string): string {
  if (minor === null) return "";
  return new Intl.NumberFormat(locale, { minimumFractionDigits: minor % 100 === 0 ? 0 : 2, maximumFractionDigits: 2 }).format(
    minor / 100,
  );
}

function separatorsOf(locale: string): { decimal: string; group: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(1234567.5);
  const find = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  const group = find("group");
  // Spaces are taken out before; a language that groups by them may still see points from a paste.
  return { decimal: find("decimal"), group: /\s|\u00a0|\u202f/.test(group) ? "\u0000" : group };
}

/** "1.200" is twelve hundred where the point groups thousands. */
const isGrouped = (digits: string, group: string): boolean => group === "." && /^\d{1,3}(\.\d{3})+$/.test(digits);
