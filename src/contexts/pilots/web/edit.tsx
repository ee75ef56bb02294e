import { useTranslations } from "use-intl";
import { allow, notFound } from "#platform/errors.ts";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { getPilot } from "../queries/get-pilot.ts";
import { peopleToName } from "../queries/proposal.ts";
import type { Route } from "./+types/edit";
import { PilotStateBadge } from "./labels.tsx";
import { valuesOfPilot } from "./record/form-values.ts";
import { PilotForm } from "./record/pilot-form.tsx";
import { submitRevision } from "./record/save-pilot-form.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const pilot = await getPilot(ctx, params.pilotId);
      allow(pilot.can.note || pilot.can.namePeople);
      return { pilot, people: await peopleToName(ctx) };
    },
    request,
  );
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  if (form.get("intent") !== "save") throw await page(ctx, () => Promise.reject(notFound()));
  return submitRevision(ctx, params.pilotId, form);
}

export default function EditPilot({ loaderData: { pilot, people } }: Route.ComponentProps) {
  const t = useTranslations("pilots");
  const path = `/pilots/${pilot.id}`;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: t("list.title"), to: "/pilots" },
          { label: pilot.title, to: path },
        ]}
        title={t("form.editTitle")}
        badge={<PilotStateBadge state={pilot.state} />}
        meta={
          <>
            <span>{pilot.number}</span>
            <span>{pilot.company.name}</span>
          </>
        }
        lead={pilot.can.revise ? undefined : t(pilot.can.note ? "form.fixedLead" : "form.peopleLead")}
      />
      <PilotForm
        key={pilot.id}
        initial={valuesOfPilot(pilot)}
        people={people}
        hidden={{ version: pilot.version }}
        isFixed={!pilot.can.revise}
        onlyPeople={!pilot.can.note}
        mayName={pilot.can.namePeople}
        submitLabel={t("form.save")}
        cancelTo={path}
      />
    </>
  );
}
