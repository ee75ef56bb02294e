import { Alert, Button } from "@mantine/core";
import { IconHistory, IconShieldCheck, IconShieldX } from "@tabler/icons-react";
import { Form } from "react-router";
import { useTranslations } from "use-intl";
import { parse } from "#platform/parse.ts";
import { DateText } from "#ui/dates.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { DataTable } from "#ui/list/data-table.tsx";
import { Pagination } from "#ui/list/pagination.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { listAuditEntries, verifyAuditChain } from "../queries.ts";
import { type AuditChainView, AuditQuery } from "../schema.ts";
import type { Route } from "./+types/audit";
import classes from "./operations.module.css";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return page(ctx, () => listAuditEntries(ctx, parse(AuditQuery, query)), request);
}

export async function action({ context }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => verifyAuditChain(ctx));
}

export default function Audit({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations("operations.audit");
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} actions={<VerifyButton />} />
      {actionData && <ChainVerdict chain={actionData} />}
      <DataTable
        label={t("title")}
        rows={loaderData.items}
        rowId={({ id }) => String(id)}
        dense
        columns={[
          { id: "what", label: t("what"), cell: ({ action: what }) => <code>{what}</code> },
          { id: "when", label: t("when"), cell: ({ at }) => <DateText value={at} withTime /> },
          { id: "who", label: t("who"), cell: ({ person }) => person?.name ?? t("system") },
          {
            id: "subject",
            label: t("subject"),
            cell: ({ subjectType, subjectId }) => <span className={classes.detail}>{`${subjectType} ${subjectId ?? ""}`}</span>,
          },
          { id: "why", label: t("why"), cell: ({ reason }) => reason ?? "" },
          { id: "origin", label: t("origin"), hidden: true, cell: ({ origin }) => origin ?? "" },
        ]}
        empty={<EmptyState icon={<IconHistory size={26} />} title={t("empty")} text={t("emptyText")} />}
      />
      <Pagination cursor={loaderData.cursor} shown={loaderData.items.length} />
    </>
  );
}

function VerifyButton() {
  const t = useTranslations("operations.audit");
  return (
    <Form method="post">
      <Button type="submit" variant="default" leftSection={<IconShieldCheck size={16} />}>
        {t("verify")}
      </Button>
    </Form>
  );
}

function ChainVerdict({ chain }: { chain: AuditChainView }) {
  const t = useTranslations("operations.audit");
  const icon = chain.intact ? <IconShieldCheck size={18} /> : <IconShieldX size={18} />;
  return (
    <Alert role="status" color={chain.intact ? "green" : "red"} icon={icon} className={classes.chain}>
      {chain.intact ? t("intact", { entries: chain.entries }) : t("broken", { entry: chain.brokenAt ?? 0 })}
    </Alert>
  );
}
