import { IconMail } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { pageQuery } from "#platform/pages.ts";
import { parse } from "#platform/parse.ts";
import { DateText } from "#ui/dates.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { DataTable } from "#ui/list/data-table.tsx";
import { Pagination } from "#ui/list/pagination.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { listMails } from "../queries.ts";
import type { MailView } from "../schema.ts";
import type { Route } from "./+types/mail";
import classes from "./operations.module.css";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return page(ctx, () => listMails(ctx, parse(pageQuery, query)), request);
}

const toneOf: Record<MailView["status"], Tone> = { queued: "info", sent: "good", kept: "idle", failed: "bad" };

export default function Mail({ loaderData }: Route.ComponentProps) {
  const t = useTranslations("operations.mail");
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <DataTable
        label={t("title")}
        rows={loaderData.items}
        rowId={({ id }) => id}
        columns={[
          { id: "subject", label: t("subject"), cell: (mail) => <MailText mail={mail} /> },
          { id: "to", label: t("to"), cell: ({ to }) => to },
          {
            id: "status",
            label: t("status"),
            cell: ({ status }) => <StateBadge tone={toneOf[status]}>{t(`statusName.${status}`)}</StateBadge>,
          },
          { id: "created", label: t("created"), cell: ({ createdAt }) => <DateText value={createdAt} withTime /> },
        ]}
        empty={<EmptyState icon={<IconMail size={26} />} title={t("empty")} text={t("emptyText")} />}
      />
      <Pagination cursor={loaderData.cursor} shown={loaderData.items.length} />
    </>
  );
}

function MailText({ mail }: { mail: MailView }) {
  const t = useTranslations("operations.mail");
  return (
    <details>
      <summary aria-label={`${mail.subject}: ${t("open")}`}>{mail.subject}</summary>
      {mail.text === null ? <p>{t("secret")}</p> : <pre className={classes.mailText}>{mail.text}</pre>}
      {mail.error && <p>{mail.error}</p>}
    </details>
  );
}
