import { Button, Progress } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { Link } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import { unauthenticated } from "#platform/errors.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import type { OwnApplicationRow } from "../own-views.ts";
import { listOwnApplications } from "../queries/own-application.ts";
import { readWording } from "../wording.ts";
import type { Route } from "./+types/my-applications";
import { OwnStateBadge } from "./writing/own-state-badge.tsx";
import { TurnCard } from "./writing/turn-card.tsx";
import classes from "./writing/writing.module.css";

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

/** Every application the reader writes, with whose turn it is; what waits for the reader first. */
export default function MyApplications({ loaderData: applications }: Route.ComponentProps) {
  const t = useTranslations("writing.list");
  const mine = applications.filter(({ clock }) => clock.turn === "applicant").length;
  const toCalls = (
    <Button component={Link} to="/calls" variant={applications.length === 0 ? "filled" : "default"}>
      {t("calls")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={applications.length > 0 ? t("lead", { mine }) : undefined}
        actions={applications.length > 0 ? toCalls : undefined}
      />
      {applications.length === 0 ? (
        <EmptyState icon={<IconPencil size={26} />} title={t("none")} text={t("noneText")} action={toCalls} order={2} />
      ) : (
        <ul className={classes.cards}>
          {applications.map((application) => (
            <li key={application.id}>
              <ApplicationCard application={application} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function ApplicationCard({ application }: { application: OwnApplicationRow }) {
  const t = useTranslations("writing.list");
  const locale = useLocale() as Locale;
  const { id, reference, firmName, call, progress } = application;
  const title = readWording(call.title, locale);
  return (
    <article className={classes.card}>
      <header>
        <div>
          <h2>
            <Link to={`/my-applications/${id}`}>{firmName}</Link>
          </h2>
          <p lang={title.lang}>
            {title.text} · {reference}
          </p>
        </div>
        <OwnStateBadge application={application} />
      </header>
      <TurnCard application={application} />
      {progress && (
        <div className={classes.cardProgress}>
          <Progress
            value={progress.required === 0 ? 100 : (100 * progress.answered) / progress.required}
            aria-label={t("progress", progress)}
            size="sm"
          />
          <small>{t("progress", progress)}</small>
        </div>
      )}
    </article>
  );
}
