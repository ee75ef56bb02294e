import { useFormatter } from "use-intl";

/** "340 kB", "2.4 MB". */
export function FileSize({ bytes }: { bytes: number }) {
  const format = useFormatter();
  const text =
    bytes < 1_000_000
      ? format.number(Math.max(1, Math.round(bytes / 1000)), { style: "unit", unit: "kilobyte" })
      : format.number(bytes / 1_000_000, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
  return <>{text}</>;
}
