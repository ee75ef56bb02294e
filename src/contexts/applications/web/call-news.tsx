import { data } from "react-router";
import { useTranslations } from "use-intl";
import { formObject, parse } from "#platform/parse.ts";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { subscribeToCalls } from "../commands/call-subscribers.ts";
import { callSubscription } from "../schema.ts";
import type { Route } from "./+types/call-news";
import { NewsForm } from "./call-news-form.tsx";

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => data({ asked: await subscribeToCalls(ctx, parse(callSubscription, formObject(form))) }),
    form,
  );
}

/** Leaves an address that hears of new calls. */
export default function CallNews() {
  const t = useTranslations("calls.news");
  return (
    <>
      <PageHeader title={t("title")} crumbs={[{ label: t("calls"), to: "/calls" }]} />
      <Section>
        <NewsForm />
      </Section>
    </>
  );
}
