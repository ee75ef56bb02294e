import { Stack, Text, Title } from "@mantine/core";
import { redirect } from "react-router";
import { useTranslations } from "use-intl";
import { parseParams } from "#platform/parse.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { weeklyMailParams } from "../answers/answer-schema.ts";
import { chooseWeekly, getWeeklyChoice } from "../jobs/weekly-choice.ts";
import type { Route } from "./+types/weekly-mail";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => getWeeklyChoice(ctx, parseParams(weeklyMailParams, params).key), request);
}

/** Ends it; a mail program that does so by itself (RFC 8058) sends no intent. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const { key } = await page(ctx, async () => parseParams(weeklyMailParams, params));
  const form = await submittedForm(ctx, request);
  await page(ctx, () => chooseWeekly(ctx, key, form.get("intent") === "on"));
  return redirect(`/weekly-mail/${key}`);
}

export default function WeeklyMail({ loaderData: { isOn } }: Route.ComponentProps) {
  const t = useTranslations("pilotMail.weekly.choice");
  return (
    <Stack gap="sm">
      <title>{t("title")}</title>
      <Title order={1}>{t("title")}</Title>
      <Text>{isOn ? t("isOn") : t("isOff")}</Text>
      <ActionForm intent={isOn ? "off" : "on"} label={t("title")}>
        <SubmitButton variant={isOn ? "default" : "filled"}>{isOn ? t("end") : t("takeUp")}</SubmitButton>
      </ActionForm>
    </Stack>
  );
}
