import { useFormatter } from "use-intl";

/** An amount to the cent, as books are read: two digits always, figures under each other. */
export function Amount({ minor, currency }: { minor: number; currency: string }) {
  const format = useFormatter();
  return (
    <span className="tabular">
      {format.number(minor / 100, { style: "currency", currency, minimumFractionDigits: 2, maximumFractionDigits: 2 })}
    </span>
  );
}
