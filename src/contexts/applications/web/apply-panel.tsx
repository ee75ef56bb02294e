import { Alert, Button, Stack } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { Link, useActionData, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import type { EligibilityKind } from "../eligibility.ts";
import type { OwnApplicationRow } from "../own-views.ts";
import type { CallView, SelfCheckResult } from "../views.ts";
import classes from "./applications.module.css";
import { CheckForm, Verdicts } from "./call-self-check.tsx";
import { OwnStateBadge } from "./writing/own-state-badge.tsx";

interface Answered {
  checked?: SelfCheckResult;
  registered?: { demoLink: string | null };
}

/** Beside a call: first whether the firm fits, then the way in. */
export function ApplyPanel({ own, ...way }: Way & { own: readonly OwnApplicationRow[] }) {
  const t = useTranslations("applications.apply");
  return (
    <aside className={classes.panel} id="apply">
      {own.length === 0 ? <WayIn {...way} /> : <OwnApplications own={own} />}
      {own.length > 0 && way.call.can.apply && (
        <details>
          <summary>{t("another")}</summary>
          <WayIn {...way} />
        </details>
      )}
    </aside>
  );
}

function OwnApplications({ own }: { own: readonly OwnApplicationRow[] }) {
  const t = useTranslations("applications.apply");
  return (
    <>
      <h2>{t("yours")}</h2>
      {own.map((application) => (
        <div key={application.id}>
          <p>
            {application.firmName} <OwnStateBadge application={application} />
          </p>
          <Button component={Link} to={`/my-applications/${application.id}`} fullWidth>
            {application.clock.turn === "applicant" ? t("goOn") : t("read")}
          </Button>
        </div>
      ))}
    </>
  );
}

interface Way {
  call: CallView;
  asked: EligibilityKind[];
  isKnown: boolean;
}

function WayIn({ call, asked, isKnown }: Way) {
  const t = useTranslations("applications.apply");
  const answer = useActionData() as Answered | undefined;
  const checked = answer?.checked;
  const [params] = useSearchParams();
  // The mailed link leads back here with the firm's name: the check was passed before it was sent.
  const isBack = isKnown && params.has("firm");
  if (!call.can.apply)
    return (
      <>
        <h2>{t("closed")}</h2>
        <p>{t("closedText")}</p>
        <Button component={Link} to="/calls" variant="default">
          {t("otherCalls")}
        </Button>
      </>
    );
  const mayApply = isBack || asked.length === 0 || checked?.outcome === "eligible" || answer?.registered !== undefined;
  return (
    <>
      {asked.length > 0 && !isBack && (
        <>
          <h2>{t("check")}</h2>
          {checked ? <Verdicts result={checked} /> : <p>{t("checkText", { count: asked.length })}</p>}
          {checked?.outcome !== "eligible" && <CheckForm call={call} asked={asked} />}
        </>
      )}
      {mayApply && <StartForm isKnown={isKnown} registered={answer?.registered} />}
    </>
  );
}

function StartForm({ isKnown, registered }: { isKnown: boolean; registered: Answered["registered"] }) {
  const t = useTranslations("applications.apply");
  const [params] = useSearchParams();
  if (registered)
    return (
      <Alert icon={<IconMail size={18} />} role="status" title={t("mailed")}>
        {t("mailedText")}
        {registered.demoLink && (
          <p>
            <a href={registered.demoLink}>{t("demoLink")}</a>
          </p>
        )}
      </Alert>
    );
  return (
    <ActionForm intent="start" label={t("start")}>
      <Stack gap="sm">
        <h2>{t("start")}</h2>
        <TextField
          name="firmName"
          label={t("firmName")}
          defaultValue={params.get("firm") ?? ""}
          autoComplete="organization"
          required
        />
        {!isKnown && (
          <>
            <TextField name="name" label={t("name")} autoComplete="name" required />
            <TextField name="email" type="email" label={t("email")} description={t("emailHint")} autoComplete="email" required />
          </>
        )}
        <SubmitButton fullWidth>{isKnown ? t("begin") : t("sendLink")}</SubmitButton>
      </Stack>
    </ActionForm>
  );
}
