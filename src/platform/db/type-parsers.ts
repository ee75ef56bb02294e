import pg from "pg";

const int8 = 20;
const int8Array = 1016;
const date = 1082;
const interval = 1186;
const numeric = 1700;

/** Makes the embedded and the server database return the same JavaScript values; call once before the first query. */
export function setTypeParsers(): void {
  pg.types.setTypeParser(int8, safeInteger);
  pg.types.setTypeParser(int8Array as never, (text: string) => text.slice(1, -1).split(",").filter(Boolean).map(safeInteger));
  pg.types.setTypeParser(date, (text: string) => text);
  pg.types.setTypeParser(interval, (text: string) => text);
  pg.types.setTypeParser(numeric, Number);
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the safe integers; read this column as text.`);
  return value;
}
