import { Fragment, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import classes from "./layout.module.css";

export interface Fact {
  label: string;
  /** null and undefined show "not known", as unknown is an answer too. */
  value: ReactNode;
}

/** Names and values of a record. */
export function FactList({ facts }: { facts: Fact[] }) {
  const t = useTranslations("ui");
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, value }) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value ?? <span style={{ color: "var(--mantine-color-dimmed)" }}>{t("unknown")}</span>}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
