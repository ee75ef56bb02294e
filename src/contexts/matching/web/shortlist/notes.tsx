import { useEffect, useRef } from "react";
import { useFetcher } from "react-router";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField } from "#ui/form/text-fields.tsx";
import type { EntryView, ShortlistView } from "../../shortlist/views.ts";
import classes from "../matching.module.css";

/** What colleagues tell each other about a company. */
export function Notes({ entry, can }: { entry: EntryView; can: ShortlistView["can"] }) {
  const t = useTranslations("matching.note");
  const fetcher = useFetcher();
  const box = useRef<HTMLDivElement>(null);
  const isDone = fetcher.state === "idle" && (fetcher.data as { ok?: boolean } | undefined)?.ok === true;
  useEffect(() => {
    const field = box.current?.querySelector("textarea");
    if (isDone && field) field.form?.reset();
  }, [isDone]);
  return (
    <div ref={box}>
      <ul className={classes.notes}>
        {entry.notes.map((note) => (
          <li key={note.id}>
            <span className={classes.noteHead}>
              {note.person.name ?? "–"}, <DateText value={note.writtenAt} />
            </span>
            <p>{note.note}</p>
            {note.can.remove && (
              <fetcher.Form method="post">
                <input type="hidden" name="entryId" value={entry.id} />
                <input type="hidden" name="noteId" value={note.id} />
                <button type="submit" name="intent" value="unnote" className={classes.linkButton}>
                  {t("remove")}
                </button>
              </fetcher.Form>
            )}
          </li>
        ))}
      </ul>
      {can.judge && (
        <ActionForm intent="note" fetcher={fetcher} className={classes.inlineForm} label={t("new")}>
          <input type="hidden" name="entryId" value={entry.id} />
          <TextAreaField name="note" aria-label={t("new")} placeholder={t("new")} minRows={1} required />
          <SubmitButton size="xs" variant="default">
            {t("add")}
          </SubmitButton>
        </ActionForm>
      )}
    </div>
  );
}
