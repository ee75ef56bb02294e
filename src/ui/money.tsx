import { useFormatter } from "use-intl";

/** An amount kept in minor units (fen, cent), in the reader's notation; `compact` for tables and figures. */
export function Money({
  fen,
  currency = "CNY",
  compact,
}: {
  fen: number | null | undefined;
  currency?: string;
  compact?: boolean;
}) {
  const format = useFormatter();
  if (fen === null || fen === undefined) return <>–</>;
  const amount = format.number(fen / 100, {
    style: "currency",
    currency,
    notation: compact ? "compact" : "standard",
    maximumFractionDigits: compact ? 1 : fen % 100 === 0 ? 0 : 2,
    minimumFractionDigits: 0,
  });
  return <span className="tabular">{amount}</span>;
}
