import { useTranslations } from "use-intl";
import { TextField } from "#ui/form/text-fields.tsx";
import { decimalOf } from "../../money/typed-amount.ts";

interface Props {
  name: string;
  label: string;
  currency?: string;
  defaultMinor?: number | undefined;
  required?: boolean;
}

/** An amount with two digits after the point, read digit by digit: nothing is rounded on the way. */
export function AmountField({ defaultMinor, currency, ...props }: Props) {
  const t = useTranslations("orders.form");
  return (
    <TextField
      {...props}
      inputMode="decimal"
      title={t("amountForm")}
      pattern="[0-9]{1,12}([.][0-9]{1,2})?"
      defaultValue={defaultMinor === undefined ? undefined : decimalOf(defaultMinor)}
      rightSection={currency ? <span aria-hidden>{currency}</span> : undefined}
      rightSectionWidth={52}
    />
  );
}
