import { Button } from "@mantine/core";
import { Form, redirect } from "react-router";
import { useTranslations } from "use-intl";
import { parseParams } from "#platform/parse.ts";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { confirmSubscription, endSubscription, getSubscription } from "../commands/call-subscribers.ts";
import { subscriberParams } from "../schema.ts";
import type { Route } from "./+types/call-news-link";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => getSubscription(ctx, parseParams(subscriberParams, params).key), request);
}

/** Confirms, or ends; a mail program that ends it by itself (RFC 8058) sends no intent. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const { key } = await page(ctx, async () => parseParams(subscriberParams, params));
  const form = await submittedForm(ctx, request);
  if (form.get("intent") === "confirm") {
    await page(ctx, () => confirmSubscription(ctx, key));
    return redirect(`/calls/news/${key}`);
  }
  await page(ctx, () => endSubscription(ctx, key));
  return redirectWithNotice(ctx, "/calls", { messageKey: "calls.news.left" });
}

/** Where the links of the mails lead: opening one changes nothing, because mail programs open links by themselves. */
export default function CallNewsLink({ loaderData: { isConfirmed } }: Route.ComponentProps) {
  const t = useTranslations("calls.news");
  return (
    <>
      <PageHeader title={isConfirmed ? t("confirmed") : t("confirmTitle")} crumbs={[{ label: t("calls"), to: "/calls" }]} />
      <Section>
        <p>{isConfirmed ? t("confirmedText") : t("confirmText")}</p>
        <Form method="post">
          <Button
            type="submit"
            name="intent"
            value={isConfirmed ? "leave" : "confirm"}
            variant={isConfirmed ? "default" : "filled"}
          >
            {isConfirmed ? t("leave") : t("confirm")}
          </Button>
        </Form>
      </Section>
    </>
  );
}
