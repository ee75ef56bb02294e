import { Alert, Button } from "@mantine/core";
import { IconDownload, IconPencil, IconShieldCheck } from "@tabler/icons-react";
import { useRef } from "react";
import { Link } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { revalidateOnConflict } from "#web/revalidate.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { languageIn } from "../../agreement/template-text.ts";
import type { AgreementView } from "../../agreement-views.ts";
import { getAgreement } from "../../queries/agreements.ts";
import type { Route } from "./+types/agreement";
import { takeAgreementStep } from "./agreement-steps.ts";
import classes from "./agreements.module.css";
import { DocumentText } from "./document-text.tsx";
import { AgreementStateBadge } from "./labels.tsx";
import { OutsideCopy, SignForm, WithdrawForm } from "./sign-form.tsx";
import { SignatureList } from "./signature-list.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ agreement: await getAgreement(ctx, params) }), request);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(ctx, () => takeAgreementStep(ctx, request, params, form), form);
}

export const shouldRevalidate = revalidateOnConflict;

/** Where a document is read to its end and signed: the text on a sheet, beside it who has signed and what is left to do. */
export default function Agreement({ loaderData: { agreement } }: Route.ComponentProps) {
  const t = useTranslations("agreements");
  const locale = useLocale();
  const end = useRef<HTMLDivElement>(null);
  const { number, kind, state, supersededAt, parties, pilotId, rulingLang, languages, isParallel, changes } = agreement;
  const path = `/pilots/${pilotId}/agreements/${agreement.id}`;
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("list.crumb"), to: `/pilots/${pilotId}/agreements` }]}
        title={t(`kind.${kind}`)}
        badge={<AgreementStateBadge state={state} supersededAt={supersededAt} />}
        meta={
          <>
            <span>{number}</span>
            <span>{parties.host}</span>
            <span>{parties.startup}</span>
          </>
        }
        actions={
          <Button component="a" href={`${path}/document`} download variant="default" leftSection={<IconDownload size={16} />}>
            {t("page.download")}
          </Button>
        }
      />
      <Notes agreement={agreement} />
      <div className={classes.desk}>
        <article className={classes.sheet}>
          {changes.length > 0 && <Changes changes={changes} />}
          {languages.length > 0 ? (
            <>
              <DocumentText languages={languages} isParallel={isParallel} />
              <p className={classes.ruling}>{t("pdf.ruling", { language: languageIn(locale, rulingLang) })}</p>
            </>
          ) : (
            <p className={classes.quiet}>{t("page.onPaper")}</p>
          )}
          <div ref={end} className={classes.end} id="end-of-document">
            {t("page.end")}
          </div>
        </article>
        <aside className={classes.side}>
          <SignatureList agreement={agreement} />
          <Steps agreement={agreement} path={path} end={end} />
          <Hash agreement={agreement} path={path} />
        </aside>
      </div>
    </>
  );
}

function Notes({ agreement: { state, withdrawnReason, withdrawnAt, isOutdated } }: { agreement: AgreementView }) {
  const t = useTranslations("agreements.page");
  if (state === "withdrawn")
    return (
      <Alert color="gray" mb="md" title={t("withdrawn")}>
        {withdrawnReason} <DateText value={withdrawnAt} />
      </Alert>
    );
  return isOutdated ? (
    <Alert color="yellow" mb="md">
      {t("outdated")}
    </Alert>
  ) : null;
}

function Changes({ changes }: Pick<AgreementView, "changes">) {
  const t = useTranslations("agreements.page");
  return (
    <section className={classes.changes} aria-label={t("changes")}>
      <h2>{t("changes")}</h2>
      {changes.map(({ part, before, after }) => (
        <div key={part} className={classes.change}>
          <h3>{part}</h3>
          <div>
            <span>{t("before")}</span>
            <del>{before.trim()}</del>
          </div>
          <div>
            <span>{t("after")}</span>
            <ins>{after.trim()}</ins>
          </div>
        </div>
      ))}
    </section>
  );
}

interface StepsProps {
  agreement: AgreementView;
  path: string;
  end: React.RefObject<HTMLDivElement | null>;
}

function Steps({ agreement, path, end }: StepsProps) {
  const t = useTranslations("agreements.page");
  const { can, sha256, state } = agreement;
  return (
    <>
      {can.redraft && (
        <section className={classes.panel}>
          <h2>{t("draftTitle")}</h2>
          <p className={classes.quiet}>{can.send ? t("draftText") : t("draftNotOffered")}</p>
          <div className={classes.buttons}>
            {can.send && (
              <ActionForm intent="send" label={t("send")}>
                <input type="hidden" name="sha256" value={sha256 ?? ""} />
                <SubmitButton fullWidth>{t("send")}</SubmitButton>
              </ActionForm>
            )}
            <Button component={Link} to={`${path}/edit`} variant="default" fullWidth leftSection={<IconPencil size={16} />}>
              {t("change")}
            </Button>
          </div>
        </section>
      )}
      {can.sign && <SignForm key={state} agreement={agreement} end={end} />}
      {can.uploadSigned && <OutsideCopy />}
      {can.withdraw && <WithdrawForm agreement={agreement} />}
    </>
  );
}

function Hash({ agreement: { sha256, can, signs }, path }: { agreement: AgreementView; path: string }) {
  const t = useTranslations("agreements.page");
  return (
    <section className={classes.hash}>
      <h2>{t("hash")}</h2>
      <code>{signs ?? sha256}</code>
      <p>{t("hashText")}</p>
      {can.seeEvidence && (
        <Button
          component="a"
          href={`${path}/evidence`}
          download
          variant="default"
          size="xs"
          leftSection={<IconShieldCheck size={15} />}
        >
          {t("evidence")}
        </Button>
      )}
    </section>
  );
}
