import { Button } from "@mantine/core";
import { IconPlus, IconSpeakerphone } from "@tabler/icons-react";
import { Link } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { canOpenCall } from "../policy.ts";
import { listCalls } from "../queries/list-calls.ts";
import type { CallRow } from "../views.ts";
import { readWording } from "../wording.ts";
import type { Route } from "./+types/calls";
import classes from "./applications.module.css";
import { NewsForm } from "./call-news-form.tsx";
import { CallDates, OpennessBadge } from "./call-words.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const { items } = await page(ctx, () => listCalls(ctx, { limit: 50 }), request);
  return { items, canOpen: canOpenCall(ctx.actor), isOutside: ctx.actor.organisationId === null };
}

/** Every call, those that take applications first; drafts for those who write them. */
export default function Calls({ loaderData: { items, canOpen, isOutside } }: Route.ComponentProps) {
  const t = useTranslations("applications.calls");
  const manage = useTranslations("calls.manage");
  const drafts = items.filter(({ state }) => state === "draft");
  const others = items
    .filter(({ state }) => state !== "draft")
    .toSorted((a, b) => order.indexOf(a.openness) - order.indexOf(b.openness));
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          canOpen && (
            <Button component={Link} to="/calls/new" leftSection={<IconPlus size={17} />}>
              {manage("new")}
            </Button>
          )
        }
      />
      {items.length === 0 && (
        <EmptyState icon={<IconSpeakerphone size={26} />} title={t("none")} text={t("noneText")} order={2} />
      )}
      <div className={classes.parts}>
        {drafts.length > 0 && (
          <Section title={manage("drafts")} hint={manage("draftsHint")} plain>
            <CallCards calls={drafts} pathOf={({ slug }) => (canOpen ? `/calls/${slug}/edit` : `/calls/${slug}`)} />
          </Section>
        )}
        {others.length > 0 && <CallCards calls={others} pathOf={({ slug }) => `/calls/${slug}`} />}
        {isOutside && (
          <Section title={manage("hear")} id="news">
            <NewsForm />
          </Section>
        )}
      </div>
    </>
  );
}

function CallCards({ calls, pathOf }: { calls: CallRow[]; pathOf(call: CallRow): string }) {
  const locale = useLocale() as Locale;
  return (
    <ul className={classes.calls}>
      {calls.map((call) => {
        const [title, teaser] = [readWording(call.title, locale), readWording(call.teaser, locale)];
        return (
          <li key={call.id}>
            <Link to={pathOf(call)} className={classes.call}>
              <OpennessBadge openness={call.openness} />
              <h2 lang={title.lang}>{title.text}</h2>
              <p lang={teaser.lang}>{teaser.text}</p>
              <CallDates call={call} />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

const order = ["open", "late", "upcoming", "closed"];
