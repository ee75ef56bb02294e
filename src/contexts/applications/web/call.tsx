import { Alert, Button } from "@mantine/core";
import { IconClockHour4, IconEyeOff, IconPencil } from "@tabler/icons-react";
import { data, Link, redirect } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import { z } from "zod";
import { registerApplicant } from "#contexts/identity/index.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { formObject, parse } from "#platform/parse.ts";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { startApplication } from "../commands/start-application.ts";
import { askedFacts, eligibilityFacts } from "../eligibility.ts";
import { checkSelf } from "../queries/check-eligibility.ts";
import { getCall } from "../queries/get-call.ts";
import { listOwnApplications } from "../queries/own-application.ts";
import { getPublicAnswerTimes } from "../queries/response-times.ts";
import { firmInput } from "../schema.ts";
import { readWording } from "../wording.ts";
import type { Route } from "./+types/call";
import classes from "./applications.module.css";
import { ApplyPanel } from "./apply-panel.tsx";
import { CheckPanel } from "./call-self-check.tsx";
import { CallDates, OpennessBadge } from "./call-words.tsx";
import { PromiseLine } from "./decisions/promise-line.tsx";
import { factsOfForm } from "./self-check-form.ts";

const registration = firmInput.extend({ name: z.string().trim().min(1).max(80), email: z.email().max(254) });

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const call = await page(ctx, () => getCall(ctx, params.slug), request);
  const { origin } = new URL(request.url);
  const told = await page(ctx, () => getPublicAnswerTimes(ctx, call.id), request);
  const isKnown = ctx.actor.personId !== null;
  const own = isKnown ? await page(ctx, () => listOwnApplications(ctx, call.id), request) : [];
  return {
    call,
    told,
    asked: askedFacts(call.rules),
    isKnown,
    own: own.filter(({ state }) => state !== "withdrawn"),
    locale: ctx.locale,
    origin,
  };
}

/** What is shown where the address of a call is shared. */
export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return [];
  const { call, locale, origin } = loaderData;
  const [title, teaser] = [readWording(call.title, locale).text, readWording(call.teaser, locale).text];
  const image = call.imageId ? `${origin}/calls/${call.slug}/image?v=${call.imageId}` : null;
  return [
    { name: "description", content: teaser },
    { property: "og:type", content: "website" },
    { property: "og:url", content: `${origin}/calls/${call.slug}` },
    { property: "og:title", content: title },
    { property: "og:description", content: teaser },
    { name: "twitter:card", content: image ? "summary_large_image" : "summary" },
    ...(image ? [{ property: "og:image", content: image }] : []),
    ...(call.state === "draft" ? [{ name: "robots", content: "noindex" }] : []),
  ];
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      const call = await getCall(ctx, params.slug);
      const input = formObject(form);
      if (input.intent === "check") {
        const facts = parse(eligibilityFacts, factsOfForm(input));
        return data({ checked: await checkSelf(ctx, call.id, facts) });
      }
      if (ctx.actor.personId !== null) {
        const { id } = await startApplication(ctx, call.id, parse(firmInput, input));
        return redirect(`/my-applications/${id}`);
      }
      const { firmName, name, email } = parse(registration, input);
      const returnTo = `/calls/${call.slug}?firm=${encodeURIComponent(firmName)}`;
      return data({ registered: await registerApplicant(ctx, { name, email, returnTo }) });
    },
    form,
  );
}

/** A call as the public reads it: what it is about, whether the firm fits, and the way to apply. */
export default function Call({ loaderData: { call, told, asked, isKnown, own } }: Route.ComponentProps) {
  const t = useTranslations("applications.calls");
  const manage = useTranslations("calls.manage");
  const locale = useLocale() as Locale;
  const [title, teaser, description] = [call.title, call.teaser, call.description].map((text) => readWording(text, locale));
  return (
    <>
      <PageHeader
        title={<span lang={title!.lang}>{title!.text}</span>}
        tabTitle={title!.text}
        crumbs={[{ label: t("title"), to: "/calls" }]}
        badge={<OpennessBadge openness={call.openness} />}
        lead={<span lang={teaser!.lang}>{teaser!.text}</span>}
        meta={<CallDates call={call} />}
        actions={
          call.can.revise ? (
            <Button component={Link} to={`/calls/${call.slug}/edit`} variant="default" leftSection={<IconPencil size={17} />}>
              {manage("edit")}
            </Button>
          ) : (
            call.can.numbers && (
              <Button
                component={Link}
                to={`/calls/${call.slug}/response-times`}
                variant="default"
                leftSection={<IconClockHour4 size={17} />}
              >
                {manage("tab.times")}
              </Button>
            )
          )
        }
      />
      {call.state === "draft" && (
        <Alert icon={<IconEyeOff size={18} />} color="yellow" variant="light" mb="lg">
          {manage("onlyYou")}
        </Alert>
      )}
      <div className={classes.columns}>
        <div className={classes.parts}>
          {call.imageId && <img className={classes.picture} src={`/calls/${call.slug}/image?v=${call.imageId}`} alt="" />}
          <p className={classes.text} lang={description!.lang}>
            {description!.text}
          </p>
          <Section title={t("promise")}>
            <p>{t("promiseText", { ...call.promisedDays })}</p>
            <PromiseLine told={told} />
            {call.sharesFeedback && <p>{t("feedback")}</p>}
          </Section>
          {call.faq.length > 0 && (
            <Section title={t("faq")}>
              {call.faq.map((each) => {
                const [question, answer] = [readWording(each.question, locale), readWording(each.answer, locale)];
                return (
                  <details key={question.text} className={classes.faq}>
                    <summary lang={question.lang}>{question.text}</summary>
                    <p lang={answer.lang}>{answer.text}</p>
                  </details>
                );
              })}
            </Section>
          )}
        </div>
        {call.state === "draft" ? (
          <CheckPanel call={call} asked={asked} />
        ) : (
          <ApplyPanel call={call} asked={asked} isKnown={isKnown} own={own} />
        )}
      </div>
    </>
  );
}
