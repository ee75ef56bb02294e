import { useLocale, useTranslations } from "use-intl";
import { unauthenticated } from "#platform/errors.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { listAuthorInvitations } from "../queries/author-invitations.ts";
import { getOwnApplication } from "../queries/own-application.ts";
import { readWording } from "../wording.ts";
import type { Route } from "./+types/my-application";
import { ToldDecisionView } from "./decisions/told-decision.tsx";
import { changeOwnApplication } from "./my-application-actions.ts";
import { AuthorsSection } from "./writing/authors-section.tsx";
import { DeadlineNotice } from "./writing/deadline-notice.tsx";
import { FormChanges } from "./writing/form-changes.tsx";
import { HandedIn } from "./writing/handed-in.tsx";
import { OwnStateBadge } from "./writing/own-state-badge.tsx";
import { ReopenedNotice } from "./writing/reopened-notice.tsx";
import { TurnCard } from "./writing/turn-card.tsx";
import { WaySection } from "./writing/way-section.tsx";
import classes from "./writing/writing.module.css";
import { WritingDesk } from "./writing/writing-desk.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const { personId } = ctx.actor;
      if (personId === null) throw unauthenticated();
      const application = await getOwnApplication(ctx, params.applicationId);
      return { application, invitations: await listAuthorInvitations(ctx, params.applicationId), personId };
    },
    request,
  );
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(ctx, () => changeOwnApplication(ctx, params.applicationId, form), form);
}

/** An application for those who write it: whose turn it is, what is asked, how far it is, and what was decided. */
export default function MyApplication({ loaderData: { application, invitations, personId } }: Route.ComponentProps) {
  const t = useTranslations("writing");
  const locale = useLocale() as Locale;
  const call = readWording(application.call.title, locale);
  return (
    <>
      <PageHeader
        title={application.firmName}
        crumbs={[
          { label: t("list.title"), to: "/my-applications" },
          { label: call.text, to: `/calls/${application.call.slug}` },
        ]}
        badge={<OwnStateBadge application={application} />}
        meta={
          <>
            <span>{t("reference", { reference: application.reference })}</span>
            {application.isLate && <span>{t("late")}</span>}
          </>
        }
      />
      <TurnCard application={application} />
      {application.decision && <ToldDecisionView decision={application.decision} />}
      {application.can.write ? (
        <>
          <ReopenedNotice application={application} />
          <DeadlineNotice application={application} />
          <FormChanges changes={application.formChanges} />
          <WritingDesk key={application.id} application={application} personId={personId} />
        </>
      ) : (
        <HandedIn application={application} personId={personId} />
      )}
      <div className={classes.below}>
        <AuthorsSection application={application} invitations={invitations} personId={personId} />
        <WaySection way={application.way} />
      </div>
      {application.can.delete && (
        <details className={classes.more}>
          <summary>{t("delete.title")}</summary>
          <p>{t("delete.text")}</p>
          <ActionForm intent="delete" label={t("delete.title")}>
            <SubmitButton color="red" variant="light">
              {t("delete.now")}
            </SubmitButton>
          </ActionForm>
        </details>
      )}
    </>
  );
}
