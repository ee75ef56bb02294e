import { Button } from "@mantine/core";
import { IconBan, IconClockExclamation } from "@tabler/icons-react";
import { useFetcher } from "react-router";
import { useTranslations } from "use-intl";
import { DateText, useDateText } from "#ui/dates.tsx";
import type { PassView } from "../views.ts";
import classes from "./companies.module.css";
import { useCompanyWords } from "./words.ts";

/** Before anything else: we passed on this company, because of what, and when to look again. */
export function PassBanners({ passes, path }: { passes: PassView[]; path: string }) {
  return passes.map((pass) => <PassBanner key={pass.id} pass={pass} path={path} />);
}

function PassBanner({ pass, path }: { pass: PassView; path: string }) {
  const t = useTranslations("companies.passes");
  const words = useCompanyWords();
  const fetcher = useFetcher();
  const recheck = useRecheckText(pass);
  return (
    <section className={classes.banner} data-due={pass.recheckDueAt ? true : undefined} aria-label={t("label")}>
      {pass.recheckDueAt ? <IconClockExclamation size={22} aria-hidden /> : <IconBan size={22} aria-hidden />}
      <div className={classes.bannerText}>
        <strong>{pass.recheckDueAt ? t("dueTitle") : t("title", { reason: words.reason(pass.reasonCode) })}</strong>
        {pass.recheckDueAt && <p>{t("title", { reason: words.reason(pass.reasonCode) })}</p>}
        {pass.note && <p>{pass.note}</p>}
        {pass.hasHiddenWords && <p>{t("hiddenWords")}</p>}
        <p>
          {pass.personName && `${pass.personName}, `}
          <DateText value={pass.passedAt} />
          {recheck && ` · ${recheck}`}
        </p>
      </div>
      {pass.can.withdraw && (
        <fetcher.Form method="post" action={`${path}/contacts`}>
          <input type="hidden" name="intent" value="withdrawPass" />
          <input type="hidden" name="id" value={pass.id} />
          <Button type="submit" variant="default" size="xs" loading={fetcher.state !== "idle"}>
            {t("withdraw")}
          </Button>
        </fetcher.Form>
      )}
    </section>
  );
}

/** "Look again on 1 June 2026", "… once they have TISAX". */
export function useRecheckText({ recheckKind, recheckOn, recheckDetail }: PassView): string | null {
  const t = useTranslations("companies.passes");
  const dateText = useDateText();
  switch (recheckKind) {
    case "none":
      return null;
    case "date":
      return recheckOn ? t("again.date", { date: dateText(recheckOn, { long: true }) }) : null;
    case "certificate":
      return recheckDetail ? t("again.certificate", { certificate: recheckDetail }) : t("again.anyCertificate");
    case "funding":
      return [t("again.funding"), recheckDetail].filter(Boolean).join(" – ");
    case "new_need":
      return [t("again.newNeed"), recheckDetail].filter(Boolean).join(" – ");
  }
}
