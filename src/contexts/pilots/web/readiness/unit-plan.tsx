import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { Form, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { listUnits } from "#contexts/identity/index.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FormActions } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { reviseReadinessTemplate } from "../../commands/plan-readiness.ts";
import { getUnitPlan } from "../../queries/unit-plan.ts";
import { readinessKinds } from "../../readiness.ts";
import type { TemplateView } from "../../readiness-views.ts";
import type { Route } from "./+types/unit-plan";
import classes from "./readiness.module.css";
import { templateOf } from "./template-of.ts";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const wanted = new URL(request.url).searchParams.get("unit");
  return page(ctx, async () => getUnitPlan(ctx, await listUnits(ctx), wanted), request);
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  const unitId = String(form.get("unitId"));
  return submission(
    ctx,
    async () => {
      await reviseReadinessTemplate(ctx, unitId, templateOf(form));
      return redirectWithNotice(ctx, `/pilots/readiness-plan?unit=${unitId}`, { messageKey: "readiness.notices.templateSaved" });
    },
    form,
  );
}

/** What a unit asks of its suppliers, in which order, and how long each side takes. */
export default function UnitPlan({ loaderData: { units, plan, colleagues } }: Route.ComponentProps) {
  const t = useTranslations("readiness");
  const [search] = useSearchParams();
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("template.pilots"), to: "/pilots" }]}
        title={t("template.title")}
        lead={t("template.lead", { cases: plan.enoughCases })}
      />
      <Section>
        <Form method="get">
          <NativeSelect
            name="unit"
            label={t("template.unit")}
            data={units.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={search.get("unit") ?? plan.unitId}
            onChange={(event) => event.currentTarget.form?.requestSubmit()}
            maw={360}
          />
          <noscript>
            <button type="submit">{t("template.choose")}</button>
          </noscript>
        </Form>
        <ActionForm intent="save" key={plan.unitId}>
          <input type="hidden" name="unitId" value={plan.unitId} />
          <div className={classes.scroll}>
            <table className={classes.table}>
              <thead>
                <tr>
                  {(["item", "needed", "after", "startup", "host", "person"] as const).map((column) => (
                    <th key={column} scope="col">
                      {t(`template.columns.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {plan.items.map((item) => (
                  <TemplateRow key={item.kind} item={item} plan={plan} colleagues={colleagues} />
                ))}
              </tbody>
            </table>
          </div>
          <FormActions>
            <SubmitButton>{t("form.save")}</SubmitButton>
          </FormActions>
        </ActionForm>
      </Section>
    </>
  );
}

type Item = TemplateView["items"][number];

function TemplateRow({ item, plan, colleagues }: { item: Item; plan: TemplateView; colleagues: { id: string; name: string }[] }) {
  const t = useTranslations("readiness");
  const { kind } = item;
  const name = t(`kind.${kind}`);
  const people = [
    { value: "", label: t("template.problemOwner") },
    ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <Checkbox name={`${kind}.isNeeded`} defaultChecked={item.isNeeded} aria-label={t("template.needed", { item: name })} />
      </td>
      <td>
        <div className={classes.afterList}>
          {readinessKinds
            .filter((other) => other !== kind)
            .map((other) => (
              <Checkbox
                key={other}
                size="xs"
                name={`${kind}.after[]`}
                value={other}
                defaultChecked={item.after.includes(other)}
                label={t(`kind.${other}`)}
              />
            ))}
        </div>
      </td>
      {(["startup", "host"] as const).map((side) => (
        <td key={side}>
          <TextInput
            name={`${kind}.${side}Days`}
            type="number"
            min={0}
            max={365}
            w={90}
            defaultValue={String(item[side].estimate)}
            aria-label={t("template.days", { item: name, side: t(`side.${side}`) })}
          />
          <small className={classes.quiet}>
            {item[side].median === null
              ? t("template.tooFew", { cases: item[side].cases, enough: plan.enoughCases })
              : t("template.median", { days: item[side].median, cases: item[side].cases })}
          </small>
        </td>
      ))}
      <td>
        <NativeSelect
          name={`${kind}.hostPersonId`}
          data={people}
          defaultValue={item.hostPersonId ?? ""}
          aria-label={t("template.person", { item: name })}
        />
      </td>
    </tr>
  );
}
