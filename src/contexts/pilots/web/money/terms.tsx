import { IconScale } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import type { Context } from "#platform/context.ts";
import { notFound } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { revalidateOnConflict } from "#web/revalidate.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { agreeToTerm, proposeTerm, refuseTerm } from "../../commands/terms.ts";
import { listTerms } from "../../queries/terms.ts";
import { termInput, termParams, termRefusal } from "../../term-schema.ts";
import type { Route } from "./+types/terms";
import classes from "./money.module.css";
import { TermForm } from "./term-form.tsx";
import { TermRows } from "./term-rows.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ view: await listTerms(ctx, params.pilotId) }), request);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      await takeTermStep(ctx, params.pilotId, form);
      return redirectWithNotice(ctx, `/pilots/${params.pilotId}/terms`, { messageKey: "orders.done" });
    },
    form,
  );
}

async function takeTermStep(ctx: Context, pilotId: string, form: FormData): Promise<unknown> {
  const { intent, ...typed } = parse(z.looseObject({ intent: z.string() }), formObject(form));
  const [step, termId] = intent.split(".");
  if (step === "propose" || step === "replace")
    return proposeTerm(ctx, pilotId, parse(termInput, step === "replace" ? { ...typed, replacesId: termId } : typed));
  if (step === "agree") return agreeToTerm(ctx, parse(termParams, { termId }).termId);
  if (step === "refuse") return refuseTerm(ctx, parse(termParams, { termId }).termId, parse(termRefusal, typed));
  throw notFound();
}

export const shouldRevalidate = revalidateOnConflict;

/** What belongs to whom: both sides read it, and a term counts once both said yes. */
export default function Terms({ loaderData: { view } }: Route.ComponentProps) {
  const t = useTranslations("orders.terms");
  const { terms, pilot, can } = view;
  const now = terms.filter(({ state }) => state === "agreed" || state === "proposed");
  const past = terms.filter(({ state }) => state === "replaced" || state === "refused");
  return (
    <div className={classes.page}>
      <p className={classes.lead}>{t("lead")}</p>
      {now.length === 0 && <EmptyState icon={<IconScale size={28} />} title={t("emptyTitle")} text={t("empty")} />}
      {now.length > 0 && (
        <Section title={t("now")} flush>
          <TermRows terms={now} pilot={pilot} />
        </Section>
      )}
      {can.propose && (
        <Section title={t("propose")} hint={pilot.isOffered ? null : t("notOffered")}>
          <TermForm intent="propose" pilot={pilot} term={null} />
        </Section>
      )}
      {past.length > 0 && (
        <Section title={t("past")} flush>
          <TermRows terms={past} pilot={pilot} />
        </Section>
      )}
    </div>
  );
}
