import { IconShieldCheck, IconShieldX } from "@tabler/icons-react";
import { Link, useActionData } from "react-router";
import { useTranslations } from "use-intl";
import { allowToSee } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FileDropField } from "#ui/form/file-drop-field.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { verificationQuery } from "../../agreement-schema.ts";
import type { VerificationView } from "../../agreement-views.ts";
import { canSeePilots } from "../../policy.ts";
import { verifyAgreement, verifyAgreementFile } from "../../queries/verify-agreement.ts";
import { uploadOf } from "../readiness/upload-of.ts";
import type { Route } from "./+types/verify";
import classes from "./agreements.module.css";
import { AgreementStateBadge } from "./labels.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      allowToSee(canSeePilots(ctx.actor));
      const given = new URL(request.url).searchParams.get("sha256");
      const sha256 = given?.trim().toLowerCase();
      return { found: sha256 ? await verifyAgreement(ctx, parse(verificationQuery, { sha256 }).sha256) : null };
    },
    request,
  );
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      if (formObject(form).intent === "file") return { found: await verifyAgreementFile(ctx, uploadOf(form)?.content ?? null) };
      const sha256 = String(form.get("sha256") ?? "")
        .trim()
        .toLowerCase();
      return { found: await verifyAgreement(ctx, parse(verificationQuery, { sha256 }).sha256) };
    },
    form,
  );
}

/** Is this the document that was signed? By its file, which is not kept, or by its hash. */
export default function Verify({ loaderData }: Route.ComponentProps) {
  const t = useTranslations("agreements.verify");
  const tPilots = useTranslations("pilots");
  const answered = useActionData<{ found?: VerificationView }>();
  const found = answered?.found ?? loaderData.found;
  return (
    <>
      <PageHeader crumbs={[{ label: tPilots("list.title"), to: "/pilots" }]} title={t("title")} lead={t("lead")} />
      {found && <Verdict found={found} />}
      <Section title={t("byFile")}>
        <ActionForm intent="file" multipart label={t("byFile")} className={classes.signForm}>
          <FileDropField name="file" label={t("file")} required />
          <SubmitButton>{t("check")}</SubmitButton>
        </ActionForm>
      </Section>
      <Section title={t("byHash")}>
        <ActionForm intent="hash" label={t("byHash")} className={classes.signForm}>
          <TextField name="sha256" label={t("hash")} required maxLength={80} spellCheck={false} />
          <SubmitButton variant="default">{t("check")}</SubmitButton>
        </ActionForm>
      </Section>
    </>
  );
}

function Verdict({ found: { sha256, matches } }: { found: VerificationView }) {
  const t = useTranslations("agreements");
  const isGood = matches.length > 0 && matches.every(({ isStoredIntact }) => isStoredIntact);
  return (
    <section className={classes.verdict} data-bad={isGood ? undefined : true} aria-live="polite">
      <h2>
        {isGood ? <IconShieldCheck size={22} aria-hidden /> : <IconShieldX size={22} aria-hidden />}{" "}
        {matches.length === 0 ? t("verify.unknown") : isGood ? t("verify.intact") : t("verify.damaged")}
      </h2>
      <p>{matches.length === 0 && t("verify.unknownText")}</p>
      <ul className={classes.cards}>
        {matches.map(({ agreementId, pilotId, number, kind, pilotTitle, state, isSupersededAt, signatures }) => (
          <li key={agreementId} className={classes.card}>
            <div className={classes.cardText}>
              <Link to={`/pilots/${pilotId}/agreements/${agreementId}`} className={classes.cardTitle}>
                {t(`kind.${kind}`)} {number}
              </Link>
              <p className={classes.quiet}>{pilotTitle}</p>
              {signatures.map(({ side, personName, signedAt }) => (
                <p key={side} className={classes.quiet}>
                  {t(`pdf.${side}`)}: {personName}, <DateText value={signedAt} withTime />
                </p>
              ))}
            </div>
            <AgreementStateBadge state={state} supersededAt={isSupersededAt} />
          </li>
        ))}
      </ul>
      <div className={classes.hash}>
        <code>{sha256}</code>
      </div>
    </section>
  );
}
