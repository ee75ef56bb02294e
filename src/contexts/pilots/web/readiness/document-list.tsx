import { Button, Stack } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { DateText, RelativeTime } from "#ui/dates.tsx";
import { FactList } from "#ui/fact-list.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FormDisclosure } from "#ui/form/form-disclosure.tsx";
import { FormActions } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import type { DocumentView } from "../../readiness-views.ts";
import { DetailInputs } from "./detail-inputs.tsx";
import { DocumentFile } from "./item-card.tsx";
import { useDetailFacts } from "./labels.tsx";
import classes from "./readiness.module.css";

interface Answer {
  shown?: Record<string, string>;
  shownId?: string;
}

const tones: Record<DocumentView["standing"], Tone> = { valid: "good", runningOut: "warn", ranOut: "bad", replaced: "idle" };

/** Documents that hold, each with the earlier ones of its kind below it. */
export function DocumentList({ documents, answer }: { documents: DocumentView[]; answer: Answer | undefined }) {
  const t = useTranslations("readiness");
  const current = documents.filter(({ replacedAt }) => replacedAt === null);
  return (
    <Stack gap="lg">
      {current.map((document) => (
        <Section
          key={document.id}
          title={t(`kind.${document.kind}`)}
          actions={<StateBadge tone={tones[document.standing]}>{t(`documents.standing.${document.standing}`)}</StateBadge>}
        >
          <Stack gap="sm">
            <DocumentFacts document={document} shown={answer?.shownId === document.id ? (answer.shown ?? null) : null} />
            {document.can.replace && <ReplaceForm document={document} />}
            <Earlier documents={documents.filter(({ kind, replacedAt }) => kind === document.kind && replacedAt !== null)} />
          </Stack>
        </Section>
      ))}
    </Stack>
  );
}

function DocumentFacts({ document, shown }: { document: DocumentView; shown: Record<string, string> | null }) {
  const t = useTranslations("readiness");
  const facts = useDetailFacts();
  const { id, kind, details, validUntil, givenByName, givenAt, file, givenTo, uses } = document;
  return (
    <>
      <FactList
        facts={[
          ...facts(kind, shown ?? details),
          { label: t("form.validUntil"), value: validUntil ? <DateText value={validUntil} /> : t("documents.noEnd") },
          {
            label: t("item.given"),
            value: (
              <>
                {givenByName} · <RelativeTime value={givenAt} />
              </>
            ),
          },
          ...(file ? [{ label: t("form.file"), value: <DocumentFile id={id} file={file} /> }] : []),
          ...(givenTo.length > 0 ? [{ label: t("documents.givenTo"), value: givenTo.join(", ") }] : []),
          ...(uses.length > 0 ? [{ label: t("documents.uses"), value: <Uses uses={uses} /> }] : []),
        ]}
      />
      {document.hasSensitive && !shown && (
        <ActionForm intent={`show:${id}`}>
          <Button type="submit" variant="default" size="xs" leftSection={<IconEye size={15} aria-hidden />}>
            {t("item.show")}
          </Button>
        </ActionForm>
      )}
      {shown && <p className={classes.quiet}>{t("item.shown")}</p>}
    </>
  );
}

function Uses({ uses }: { uses: DocumentView["uses"] }) {
  const t = useTranslations("readiness");
  return (
    <ul className={classes.uses}>
      {uses.map(({ pilotId, number, title, state, isReused }) => (
        <li key={pilotId}>
          <Link to={`/pilots/${pilotId}/readiness`}>
            {number} {title}
          </Link>{" "}
          · {t(`standing.${state}`)}
          {isReused && ` · ${t("item.isReused")}`}
        </li>
      ))}
    </ul>
  );
}

function ReplaceForm({ document }: { document: DocumentView }) {
  const t = useTranslations("readiness");
  return (
    <FormDisclosure intent={`replace:${document.id}`} className={classes.disclosure}>
      <summary>{t("form.replace")}</summary>
      <p className={classes.quiet}>{t("documents.replaceHint")}</p>
      <ActionForm intent={`replace:${document.id}`} multipart>
        <DetailInputs kind={document.kind} known={document.details} validUntil={null} />
        <FormActions>
          <SubmitButton>{t("form.replace")}</SubmitButton>
        </FormActions>
      </ActionForm>
    </FormDisclosure>
  );
}

function Earlier({ documents }: { documents: DocumentView[] }) {
  const t = useTranslations("readiness");
  const facts = useDetailFacts();
  if (documents.length === 0) return null;
  return (
    <details className={classes.disclosure}>
      <summary>{t("documents.earlier", { count: documents.length })}</summary>
      <Stack gap="md" className={classes.earlier}>
        {documents.map(({ id, kind, details, givenAt, givenByName, replacedAt, file }) => (
          <FactList
            key={id}
            facts={[
              {
                label: t("documents.held"),
                value: t.rich("documents.heldFromTo", {
                  from: () => <DateText value={givenAt} />,
                  to: () => <DateText value={replacedAt} />,
                }),
              },
              { label: t("item.given"), value: givenByName },
              ...facts(kind, details),
              ...(file ? [{ label: t("form.file"), value: <DocumentFile id={id} file={file} /> }] : []),
            ]}
          />
        ))}
      </Stack>
    </details>
  );
}
