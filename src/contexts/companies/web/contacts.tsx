import { ActionIcon } from "@mantine/core";
import { IconAddressBook, IconX } from "@tabler/icons-react";
import { useFetcher, useOutletContext } from "react-router";
import { useTranslations } from "use-intl";
import { formObject, parse } from "#platform/parse.ts";
import { DateText } from "#ui/dates.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DateField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { noticed } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { recordContact, removeContact } from "../commands/record-contact.ts";
import { passOnCompany, withdrawPass } from "../commands/record-pass.ts";
import { contactChannels } from "../company.ts";
import { listContacts } from "../queries/company-records.ts";
import { newContact, newPass } from "../schema.ts";
import type { CompanyView, ContactView } from "../views.ts";
import type { Route } from "./+types/contacts";
import classes from "./companies.module.css";
import { PassFields } from "./pass-fields.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => ({ contacts: await listContacts(ctx, params.companyId), today: ctx.now().toISOString().slice(0, 10) }),
    request,
  );
}

export async function action({ context, params: { companyId }, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  const id = String(form.get("id"));
  const undo = (kind: string, subject: string) => ({ action: "/companies/undo", fields: { kind, id: subject, companyId } });
  return submission(
    ctx,
    async () => {
      switch (form.get("intent")) {
        case "contact": {
          const contact = await recordContact(ctx, companyId, parse(newContact, formObject(form)));
          return noticed(ctx, { ok: true }, { messageKey: "companies.notices.contacted", undo: undo("contact", contact.id) });
        }
        case "removeContact":
          await removeContact(ctx, companyId, id);
          return noticed(ctx, { ok: true }, { messageKey: "companies.notices.contactRemoved", undo: undo("contactRemoval", id) });
        case "withdrawPass":
          await withdrawPass(ctx, companyId, id);
          return noticed(ctx, { ok: true }, { messageKey: "companies.notices.passWithdrawn", undo: undo("withdrawal", id) });
        default: {
          const pass = await passOnCompany(ctx, companyId, parse(newPass, formObject(form)));
          return noticed(ctx, { ok: true }, { messageKey: "companies.notices.passed", undo: undo("pass", pass.id) });
        }
      }
    },
    form,
  );
}

export default function Contacts({ loaderData: { contacts, today } }: Route.ComponentProps) {
  const company = useOutletContext<CompanyView>();
  const t = useTranslations("companies");
  return (
    <div className={classes.columns}>
      <div className={classes.stack}>
        {company.can.recordContact && <ContactForm key={`${contacts.length} contacts`} today={today} />}
        <Section title={t("contacts.title")} hint={t("contacts.hint")}>
          {contacts.length === 0 && (
            <EmptyState icon={<IconAddressBook size={26} />} title={t("contacts.none")} text={t("contacts.noneText")} />
          )}
          <ul className={classes.list}>
            {contacts.map((contact) => (
              <Contact key={contact.id} contact={contact} />
            ))}
          </ul>
        </Section>
      </div>
      {company.can.pass && (
        <Section id="pass" title={t("passes.form")} hint={t("passes.formHint")}>
          <PassForm key={`${company.passes.length} passes`} />
        </Section>
      )}
    </div>
  );
}

function ContactForm({ today }: { today: string }) {
  const t = useTranslations("companies");
  return (
    <Section id="contact" title={t("contacts.add")}>
      <ActionForm intent="contact" label={t("contacts.add")} className={classes.popoverForm}>
        <TextAreaField name="note" label={t("contacts.note")} required maxLength={5000} minRows={2} />
        <FormGrid columns={2}>
          <TextField name="companyPerson" label={t("contacts.person")} maxLength={200} />
          <SelectField
            name="channel"
            label={t("contacts.channel")}
            choices={contactChannels.map((value) => ({ value, label: t(`channels.${value}`) }))}
          />
          <DateField name="happenedOn" label={t("contacts.happenedOn")} defaultValue={today} required />
        </FormGrid>
        <SubmitButton w="fit-content">{t("contacts.save")}</SubmitButton>
      </ActionForm>
    </Section>
  );
}

function PassForm() {
  const t = useTranslations("companies.passes");
  return (
    <ActionForm intent="pass" label={t("form")} className={classes.popoverForm}>
      <PassFields />
      <SubmitButton w="fit-content">{t("save")}</SubmitButton>
    </ActionForm>
  );
}

function Contact({ contact }: { contact: ContactView }) {
  const t = useTranslations("companies");
  const fetcher = useFetcher();
  if (fetcher.state !== "idle") return null;
  const who = [contact.personName, contact.companyPerson].filter(Boolean).join(" ↔ ");
  return (
    <li className={classes.entry}>
      <div>
        <strong>{t(`channels.${contact.channel}`)}</strong> · <DateText value={contact.happenedOn} />
        {who && <div className={classes.entryMeta}>{who}</div>}
        <p>{contact.note}</p>
      </div>
      {contact.can.remove && (
        <fetcher.Form method="post">
          <input type="hidden" name="intent" value="removeContact" />
          <input type="hidden" name="id" value={contact.id} />
          <ActionIcon type="submit" variant="subtle" color="gray" aria-label={t("contacts.remove")}>
            <IconX size={16} />
          </ActionIcon>
        </fetcher.Form>
      )}
    </li>
  );
}
