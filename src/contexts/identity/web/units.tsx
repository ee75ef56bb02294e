import { Group, Stack } from "@mantine/core";
import { IconBuilding } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { formObject, parse } from "#platform/parse.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FormActions, FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import { type Column, DataTable } from "#ui/list/data-table.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { addUnit, changeUnit } from "../commands/units.ts";
import { getOrganisation, listUnits } from "../queries/organisation.ts";
import { UnitInput, type UnitView } from "../schema.ts";
import type { Route } from "./+types/units";

const Input = z.discriminatedUnion("intent", [
  UnitInput.extend({ intent: z.literal("add") }),
  UnitInput.extend({ intent: z.literal("rename"), unitId: z.uuid() }),
]);

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ organisation: await getOrganisation(ctx), units: await listUnits(ctx) }), request);
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      const input = parse(Input, formObject(form));
      if (input.intent === "add") await addUnit(ctx, input);
      else await changeUnit(ctx, input.unitId, input);
      const messageKey = input.intent === "add" ? "identity.organisation.unitAdded" : "identity.organisation.renamed";
      return redirectWithNotice(ctx, "/administration/units", { messageKey });
    },
    form,
  );
}

export default function Units({ loaderData: { organisation, units } }: Route.ComponentProps) {
  const t = useTranslations("identity.organisation");
  const columns: Column<UnitView>[] = [
    { id: "name", label: t("unitName"), cell: (unit) => <strong>{unit.name}</strong> },
    { id: "city", label: t("city"), cell: (unit) => unit.city },
    { id: "people", label: t("people"), align: "end", cell: (unit) => unit.people },
    { id: "rename", label: t("rename"), cell: (unit) => unit.can.change && <Rename unit={unit} /> },
  ];
  const empty = <EmptyState icon={<IconBuilding size={26} />} title={t("noUnits")} text={t("noUnitsText")} />;
  return (
    <Stack>
      <title>{t("units")}</title>
      <PageHeader title={t("units")} lead={t("unitsLead")} meta={<span>{organisation.name}</span>} />
      <DataTable label={t("units")} columns={columns} rows={units} rowId={({ id }) => id} empty={empty} />
      {organisation.can.addUnit && <AddUnit />}
    </Stack>
  );
}

function Rename({ unit }: { unit: UnitView }) {
  const t = useTranslations("identity.organisation");
  return (
    <ActionForm intent="rename" label={`${t("rename")}: ${unit.name}`}>
      <input type="hidden" name="unitId" value={unit.id} />
      {unit.city && <input type="hidden" name="city" value={unit.city} />}
      <Group gap="xs" wrap="nowrap">
        <TextField
          name="name"
          defaultValue={unit.name}
          aria-label={`${t("unitName")}: ${unit.name}`}
          size="xs"
          required
          maxLength={200}
        />
        <SubmitButton variant="default" size="xs">
          {t("rename")}
        </SubmitButton>
      </Group>
    </ActionForm>
  );
}

function AddUnit() {
  const t = useTranslations("identity.organisation");
  return (
    <Section title={t("addUnit")}>
      <ActionForm intent="add" label={t("addUnit")}>
        <FormGrid columns={2}>
          <TextField name="name" label={t("unitName")} required maxLength={200} />
          <TextField name="city" label={t("city")} maxLength={100} />
        </FormGrid>
        <FormActions>
          <SubmitButton>{t("addUnit")}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Section>
  );
}
