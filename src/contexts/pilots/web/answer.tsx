import { Stack, Text, Title } from "@mantine/core";
import { redirect } from "react-router";
import { useTranslations } from "use-intl";
import { DomainError, notFound } from "#platform/errors.ts";
import { formObject, parse, parseParams } from "#platform/parse.ts";
import { StateBadge } from "#ui/state-badge.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { answerInput, answerParams } from "../answers/answer-schema.ts";
import { getQuestion } from "../answers/get-question.ts";
import { giveAnswer, renewQuestion } from "../answers/give-answer.ts";
import type { Route } from "./+types/answer";
import { AnswerForm } from "./answers/answer-form.tsx";
import { AnsweredNote } from "./answers/answered-note.tsx";
import { stateTone } from "./labels.tsx";

/**
 * Shows the question and changes nothing. Mail programs and scanners for malicious links open every address in a mail by themselves, before
 * anybody has read it: were opening the link the answer, they would decide. The answer is the form of the page.
 */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const question = await page(ctx, () => getQuestion(ctx, parseParams(answerParams, params).secret), request);
  const wanted = new URL(request.url).searchParams.get("as");
  return { question, chosen: question.answers.find(({ answer }) => answer === wanted) ?? null };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const { secret } = await page(ctx, async () => parseParams(answerParams, params));
  const form = await submittedForm(ctx, request);
  const back = `/answer/${secret}`;
  return submission(
    ctx,
    async () => {
      const { intent, ...given } = formObject(form);
      if (intent === "renew") {
        await renewQuestion(ctx, secret);
        return redirectWithNotice(ctx, back, { messageKey: "pilotMail.page.renewed" });
      }
      if (intent !== "answer") throw notFound();
      try {
        await giveAnswer(ctx, secret, parse(answerInput, given));
      } catch (error) {
        // Somebody was faster, or it moved on: the page says what happened and what can be done.
        if (!(error instanceof DomainError && error.code === "conflict")) throw error;
      }
      return redirect(back);
    },
    form,
  );
}

/** Where the links of a mail lead: one question, one button, no signing in. */
export default function AnswerPage({ loaderData: { question, chosen } }: Route.ComponentProps) {
  const t = useTranslations("pilotMail.page");
  const states = useTranslations("pilots.state");
  const { title, company, pilotState, personName } = question;
  const isFit = question.question === "fit" && company !== null;
  return (
    <>
      <title>{t("title")}</title>
      {/* The address is the key: no other site learns it. Our own forms need the origin. */}
      <meta name="referrer" content="same-origin" />
      <meta name="robots" content="noindex" />
      <Stack gap="md">
        <div>
          <Text size="sm" c="dimmed">
            {t("answeringAs", { name: personName })}
          </Text>
          <Title order={1}>{(isFit ? company : title) ?? t("title")}</Title>
          {company && (
            <Text mt={4}>
              {isFit ? t("forNeed", { need: title ?? "" }) : company}{" "}
              {pilotState && <StateBadge tone={stateTone[pilotState]}>{states(pilotState)}</StateBadge>}
            </Text>
          )}
        </div>
        {question.state === "open" ? <AnswerForm question={question} chosen={chosen} /> : <AnsweredNote question={question} />}
      </Stack>
    </>
  );
}
