import { IconSpeakerphone } from "@tabler/icons-react";
import { Link } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { listCalls } from "../queries/list-calls.ts";
import { readWording } from "../wording.ts";
import type { Route } from "./+types/calls";
import classes from "./applications.module.css";
import { CallDates, OpennessBadge } from "./call-words.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => listCalls(ctx, { limit: 50 }), request);
}

/** Every call, those that take applications first. */
export default function Calls({ loaderData: { items } }: Route.ComponentProps) {
  const t = useTranslations("applications.calls");
  const locale = useLocale() as Locale;
  const sorted = items.toSorted((a, b) => order.indexOf(a.openness) - order.indexOf(b.openness));
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      {sorted.length === 0 && (
        <EmptyState icon={<IconSpeakerphone size={26} />} title={t("none")} text={t("noneText")} order={2} />
      )}
      <ul className={classes.calls}>
        {sorted.map((call) => {
          const [title, teaser] = [readWording(call.title, locale), readWording(call.teaser, locale)];
          return (
            <li key={call.id}>
              <Link to={`/calls/${call.slug}`} className={classes.call}>
                <OpennessBadge openness={call.openness} />
                <h2 lang={title.lang}>{title.text}</h2>
                <p lang={teaser.lang}>{teaser.text}</p>
                <CallDates call={call} />
              </Link>
            </li>
          );
        })}
      </ul>
    </>
  );
}

const order = ["open", "late", "upcoming", "closed", "hidden"];
