import { ActionIcon, Group, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { useDateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { type Column, DataTable } from "#ui/list/data-table.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { PersonView } from "../schema.ts";

/** The people of the organisation; administrators end seats and shut out here. */
export function PeopleTable({ people }: { people: PersonView[] }) {
  const t = useTranslations("identity.people");
  const columns: Column<PersonView>[] = [
    { id: "name", label: t("name"), cell: (person) => <strong>{person.name}</strong> },
    { id: "email", label: t("email"), cell: (person) => person.email },
    { id: "seats", label: t("seats"), cell: (person) => <Seats person={person} /> },
    { id: "actions", label: t("actions"), cell: (person) => <Switch person={person} /> },
  ];
  return <DataTable label={t("title")} columns={columns} rows={people} rowId={({ id }) => id} />;
}

function Seats({ person }: { person: PersonView }) {
  const t = useTranslations("identity");
  const dateText = useDateText();
  if (person.isDeactivated) return <StateBadge tone="idle">{t("people.deactivatedState")}</StateBadge>;
  return person.seats.map((seat) => (
    <Group key={seat.id} gap="xs" wrap="nowrap">
      <Text size="sm">
        {[t(`roles.${seat.role}`), seat.unitName, seat.endsAt && t("account.until", { date: dateText(seat.endsAt) })]
          .filter(Boolean)
          .join(" · ")}
      </Text>
      {seat.can.end && (
        <ActionForm intent="endSeat">
          <input type="hidden" name="seatId" value={seat.id} />
          <ActionIcon
            type="submit"
            variant="subtle"
            color="gray"
            size={28}
            aria-label={`${person.name}: ${t("people.endSeat", { role: t(`roles.${seat.role}`) })}`}
          >
            <IconX size={14} />
          </ActionIcon>
        </ActionForm>
      )}
    </Group>
  ));
}

function Switch({ person }: { person: PersonView }) {
  const t = useTranslations("identity.people");
  const intent = person.can.deactivate ? "deactivate" : person.can.reactivate ? "reactivate" : null;
  if (!intent) return null;
  return (
    <ActionForm intent={intent}>
      <input type="hidden" name="personId" value={person.id} />
      <input type="hidden" name="name" value={person.name} />
      <SubmitButton variant="default" size="xs" aria-label={`${t(intent)}: ${person.name}`}>
        {t(intent)}
      </SubmitButton>
    </ActionForm>
  );
}
