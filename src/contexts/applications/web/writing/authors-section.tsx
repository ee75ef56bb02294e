import { Alert, Avatar, Button } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { Form, useActionData } from "react-router";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FormActions, FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import type { SentAuthorInvitation } from "../../author-schema.ts";
import type { OwnApplicationView } from "../../own-views.ts";
import classes from "./writing.module.css";

interface AuthorsSectionProps {
  application: OwnApplicationView;
  invitations: SentAuthorInvitation[];
  personId: string;
}

/** Who writes the application, who was asked to, and a way to ask somebody else. */
export function AuthorsSection({ application: { authors, can }, invitations, personId }: AuthorsSectionProps) {
  const t = useTranslations("writing.authors");
  const answer = useActionData() as { authorLink?: string | null } | undefined;
  return (
    <Section title={t("title")} hint={can.invite ? t("hint") : undefined}>
      <ul className={classes.people}>
        {authors.map((author) => (
          <li key={author.personId}>
            <Avatar name={author.name} size={32} color="ink" variant="filled" aria-hidden />
            <span>
              <bdi>{author.name}</bdi>
              {author.personId === personId && <small> {t("you")}</small>}
            </span>
            {can.invite && authors.length > 1 && (
              <RemoveButton
                intent="removeAuthor"
                id={author.personId}
                label={author.personId === personId ? t("leave") : t("remove", { name: author.name })}
                words={author.personId === personId ? t("leave") : t("removeShort")}
              />
            )}
          </li>
        ))}
        {invitations.map(({ id, name, email, expiresAt, isExpired }) => (
          <li key={id}>
            <Avatar size={32} aria-hidden />
            <span>
              <bdi>{name}</bdi>
              <small>
                <bdi>{email}</bdi> · {isExpired ? t("expired") : t("invited")} <DateText value={expiresAt} />
              </small>
            </span>
            <RemoveButton intent="revoke" id={id} label={t("revoke", { name })} words={t("revokeShort")} />
          </li>
        ))}
      </ul>
      {can.invite && (
        <details className={classes.more} key={`${authors.length}.${invitations.length}`}>
          <summary>
            <IconUserPlus size={17} aria-hidden /> {t("invite")}
          </summary>
          <ActionForm intent="invite" label={t("invite")}>
            <FormGrid columns={2}>
              <TextField name="name" label={t("name")} required maxLength={120} autoComplete="off" />
              <TextField name="email" type="email" label={t("email")} required maxLength={254} autoComplete="off" />
            </FormGrid>
            <FormActions>
              <SubmitButton variant="default">{t("send")}</SubmitButton>
            </FormActions>
          </ActionForm>
        </details>
      )}
      {answer?.authorLink && (
        <Alert color="blue" mt="sm" role="status">
          <a href={answer.authorLink}>{t("demoLink")}</a>
        </Alert>
      )}
    </Section>
  );
}

function RemoveButton({ intent, id, label, words }: { intent: string; id: string; label: string; words: string }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      <Button type="submit" name="id" value={id} variant="subtle" color="gray" size="compact-sm" aria-label={label}>
        {words}
      </Button>
    </Form>
  );
}
