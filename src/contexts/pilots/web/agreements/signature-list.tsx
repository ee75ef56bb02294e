import { IconClockHour4, IconSignature } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import type { AgreementView } from "../../agreement-views.ts";
import { sides } from "../../readiness.ts";
import classes from "./agreements.module.css";

/** Both parties with their signatures, or that theirs is still missing. */
export function SignatureList({ agreement: { signatures, parties, state } }: { agreement: AgreementView }) {
  const t = useTranslations("agreements");
  return (
    <section className={classes.panel} aria-label={t("pdf.signatures")}>
      <h2>{t("pdf.signatures")}</h2>
      <ul className={classes.signatures}>
        {sides.map((side) => {
          const signature = signatures.find((each) => each.side === side);
          return (
            <li key={side} data-signed={signature ? true : undefined}>
              <span className={classes.party}>
                {signature ? <IconSignature size={17} aria-hidden /> : <IconClockHour4 size={17} aria-hidden />}
                {parties[side] || t(`pdf.${side}`)}
              </span>
              {signature ? (
                <>
                  <span className={classes.hand}>{signature.writtenName || signature.personName}</span>
                  <span className={classes.quiet}>
                    {signature.title}
                    {signature.writtenName !== signature.personName && ` · ${signature.personName}`}
                  </span>
                  <span className={classes.quiet}>
                    <DateText value={signature.signedAt} withTime /> · {t(`way.${signature.way}`)}
                  </span>
                </>
              ) : (
                <span className={classes.quiet}>{state === "sent" ? t("page.notSigned") : t("page.notYet")}</span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
