import { IconPencil } from "@tabler/icons-react";
import { Link } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import { unauthenticated } from "#platform/errors.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { DateText, RelativeTime } from "#ui/dates.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { listOwnApplications } from "../queries/own-application.ts";
import { readWording } from "../wording.ts";
import type { Route } from "./+types/my-applications";
import classes from "./applications.module.css";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      if (ctx.actor.personId === null) throw unauthenticated();
      return listOwnApplications(ctx);
    },
    request,
  );
}

/** Every application the reader writes, with whose turn it is. */
export default function MyApplications({ loaderData: applications }: Route.ComponentProps) {
  const t = useTranslations("applications.writing");
  const locale = useLocale() as Locale;
  return (
    <>
      <PageHeader title={t("mine")} />
      {applications.length === 0 && (
        <EmptyState icon={<IconPencil size={26} />} title={t("none")} text={t("noneText")} order={2} />
      )}
      <ul className={classes.calls}>
        {applications.map(({ id, firmName, call, state, outcome, clock, updatedAt }) => (
          <li key={id}>
            <Link to={`/my-applications/${id}`} className={classes.call}>
              <strong>{t(`state.${outcome ?? state}`)}</strong>
              <h2>{firmName}</h2>
              <p>{readWording(call.title, locale).text}</p>
              <p className={classes.dates}>
                <span>{t(`turn.${clock.turn}`)}</span>
                {clock.until && (
                  <span>
                    {t("until")} <DateText value={clock.until} />
                  </span>
                )}
                <RelativeTime value={updatedAt} />
              </p>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
