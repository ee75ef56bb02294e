/** Currencies a pilot is paid in (ISO 4217); both have two decimals. */
export const currencies = ["CNY", "EUR"] as const;
export type Currency = (typeof currencies)[number];

/** An amount in minor units (fen, cent). */
export interface Money {
  minor: number;
  currency: Currency;
}

/** The rate of record: how much of `to` one unit of `from` was worth on a day, kept as it was written down, with its source. */
export interface Rate {
  from: Currency;
  to: Currency;
  /** Six digits after the point at most. */
  rate: number;
  on: string;
  source: string;
}

/** Converts by the rate of record; half a minor unit is rounded away from zero (commercial rounding, DIN 1333). */
export function convert({ minor, currency }: Money, rate: Rate): Money {
  if (currency === rate.to) return { minor, currency };
  const millionths = BigInt(Math.round(rate.rate * 1_000_000));
  const product = BigInt(minor) * millionths;
  const half = product < 0n ? -500_000n : 500_000n;
  return { minor: Number((product + half) / 1_000_000n), currency: rate.to };
}

/** Sums of one currency; null where two currencies are mixed. */
export function sumOf(amounts: readonly Money[], currency: Currency): Money | null {
  if (amounts.some((each) => each.currency !== currency)) return null;
  return { minor: amounts.reduce((sum, { minor }) => sum + minor, 0), currency };
}
