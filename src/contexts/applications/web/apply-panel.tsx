import { Alert, Button, Stack } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { Link, useActionData, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import type { EligibilityKind } from "../eligibility.ts";
import type { CallView, SelfCheckResult } from "../views.ts";
import classes from "./applications.module.css";
import { CheckForm, Verdicts } from "./call-self-check.tsx";

interface Answered {
  checked?: SelfCheckResult;
  registered?: { demoLink: string | null };
}

/** Beside a call: first whether the firm fits, then the way in. */
export function ApplyPanel({ call, asked, isKnown }: { call: CallView; asked: EligibilityKind[]; isKnown: boolean }) {
  const t = useTranslations("applications.apply");
  const answer = useActionData() as Answered | undefined;
  const checked = answer?.checked;
  const [params] = useSearchParams();
  // The mailed link leads back here with the firm's name: the check was passed before it was sent.
  const isBack = isKnown && params.has("firm");
  if (!call.can.apply)
    return (
      <aside className={classes.panel}>
        <h2>{t("closed")}</h2>
        <p>{t("closedText")}</p>
        <Button component={Link} to="/calls" variant="default">
          {t("otherCalls")}
        </Button>
      </aside>
    );
  const mayApply = isBack || asked.length === 0 || checked?.outcome === "eligible" || answer?.registered !== undefined;
  return (
    <aside className={classes.panel} id="apply">
      {asked.length > 0 && !isBack && (
        <>
          <h2>{t("check")}</h2>
          {checked ? <Verdicts result={checked} /> : <p>{t("checkText", { count: asked.length })}</p>}
          {checked?.outcome !== "eligible" && <CheckForm call={call} asked={asked} />}
        </>
      )}
      {mayApply && <StartForm isKnown={isKnown} registered={answer?.registered} />}
    </aside>
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
