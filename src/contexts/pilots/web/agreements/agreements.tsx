import { Button, Group } from "@mantine/core";
import { IconFileCheck, IconFileText, IconSignature } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { notFound } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { DateText } from "#ui/dates.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FileDropField } from "#ui/form/file-drop-field.tsx";
import { FormDisclosure } from "#ui/form/form-disclosure.tsx";
import { FormActions, FormGrid, FormWide } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { revalidateOnConflict } from "#web/revalidate.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { newOutsideQuery } from "../../agreement-schema.ts";
import type { AgreementListView, AgreementRowView } from "../../agreement-views.ts";
import { addSigned } from "../../commands/sign-agreement.ts";
import { listAgreements } from "../../queries/agreements.ts";
import { uploadOf } from "../readiness/upload-of.ts";
import type { Route } from "./+types/agreements";
import classes from "./agreements.module.css";
import { AgreementStateBadge } from "./labels.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ list: await listAgreements(ctx, params.pilotId) }), request);
}

/** Takes a document both have signed outside. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      if (form.get("intent") !== "addSigned") throw notFound();
      const upload = uploadOf(form);
      const input = parse(newOutsideQuery, { ...formObject(form), name: upload?.name ?? "document.pdf" });
      const { id } = await addSigned(ctx, request, params.pilotId, input, upload?.content ?? null);
      return redirectWithNotice(ctx, `/pilots/${params.pilotId}/agreements/${id}`, {
        messageKey: "agreements.notices.outside",
      });
    },
    form,
  );
}

export const shouldRevalidate = revalidateOnConflict;

/** The documents of a pilot, whose signature each waits for, and the ways to a new one. */
export default function Agreements({ loaderData: { list }, params: { pilotId } }: Route.ComponentProps) {
  const t = useTranslations("agreements.list");
  const path = `/pilots/${pilotId}/agreements`;
  return (
    <>
      <Section title={t("title")} hint={t("hint")} actions={<NewLinks list={list} path={path} />}>
        {list.agreements.length === 0 ? (
          <EmptyState
            icon={<IconSignature size={26} />}
            title={t("emptyTitle")}
            text={list.side === "host" ? t("emptyHost") : t("emptyStartup")}
          />
        ) : (
          <ul className={classes.cards}>
            {list.agreements.map((agreement) => (
              <AgreementCard key={agreement.id} agreement={agreement} to={`${path}/${agreement.id}`} side={list.side} />
            ))}
          </ul>
        )}
      </Section>
      {list.can.addSigned && <OutsideForm />}
      <p className={classes.links}>
        <Link to="/pilots/verify">{t("verify")}</Link>
        {list.side === "host" && <Link to="/pilots/templates">{t("templates")}</Link>}
      </p>
    </>
  );
}

function NewLinks({ list: { can, templates, agreements }, path }: { list: AgreementListView; path: string }) {
  const t = useTranslations("agreements");
  if (!can.draft) return null;
  const isTaken = (kind: string) =>
    agreements.some(
      (each) =>
        each.kind === kind &&
        (["drafted", "sent"].includes(each.state) || (kind === "pilotAgreement" && each.state === "signed")),
    );
  const kinds = templates.filter((kind) => !isTaken(kind) && (kind !== "amendment" || can.amend));
  if (templates.length === 0) return <Link to="/pilots/templates">{t("list.noTemplates")}</Link>;
  return (
    <Group gap="xs">
      {kinds.map((kind) => (
        <Button
          key={kind}
          component={Link}
          to={`${path}/new?kind=${kind}`}
          size="xs"
          variant={kind === "pilotAgreement" || kind === "amendment" ? "filled" : "default"}
          leftSection={<IconFileText size={15} />}
        >
          {t(`kind.${kind}`)}
        </Button>
      ))}
    </Group>
  );
}

function AgreementCard({ agreement, to, side }: { agreement: AgreementRowView; to: string; side: "host" | "startup" }) {
  const t = useTranslations("agreements");
  const { number, kind, state, supersededAt, signedBy, createdAt, sentAt, signedAt } = agreement;
  const isMine = state === "sent" && !signedBy.some((each) => each.side === side);
  return (
    <li className={classes.card} data-mine={isMine || undefined}>
      <IconFileCheck size={22} aria-hidden />
      <div className={classes.cardText}>
        <Link to={to} className={classes.cardTitle}>
          {t(`kind.${kind}`)}
        </Link>
        <p className={classes.quiet}>
          {number} · <DateText value={signedAt ?? sentAt ?? createdAt} />
          {signedBy.length === 1 && ` · ${t("list.signedBy", { name: signedBy[0]!.personName })}`}
        </p>
      </div>
      {isMine && <span className={classes.turn}>{t("list.yourTurn")}</span>}
      <AgreementStateBadge state={state} supersededAt={supersededAt} />
    </li>
  );
}

function OutsideForm() {
  const t = useTranslations("agreements");
  return (
    <FormDisclosure intent="addSigned" className={classes.outside}>
      <summary>{t("outside.title")}</summary>
      <p className={classes.quiet}>{t("outside.hint")}</p>
      <ActionForm intent="addSigned" multipart label={t("outside.title")}>
        <FormGrid columns={2}>
          <SelectField
            name="kind"
            label={t("outside.kind")}
            choices={(["nda", "pilotAgreement", "dataTerms"] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          <span />
          <TextField name="signer" label={t("sign.name")} required maxLength={120} />
          <TextField name="title" label={t("sign.titleField")} required maxLength={120} />
          <FormWide>
            <FileDropField name="file" label={t("outside.file")} accept=".pdf,application/pdf" required />
          </FormWide>
        </FormGrid>
        <FormActions>
          <SubmitButton variant="default">{t("outside.give")}</SubmitButton>
        </FormActions>
      </ActionForm>
    </FormDisclosure>
  );
}
