import { Alert, Button } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { Link, useActionData, useNavigation } from "react-router";
import { useLocale, useTimeZone, useTranslations } from "use-intl";
import { RelativeTime } from "#ui/dates.tsx";
import { dayOf } from "#ui/days.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FormActions } from "#ui/form/form-grid.tsx";
import { useLocalCopy } from "#ui/form/local-copy.ts";
import { isRefusal } from "#ui/form/refusal.ts";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { Section } from "#ui/section.tsx";
import { detectLanguage } from "../../language.ts";
import { checkQuality } from "../../quality.ts";
import { type DraftIdentity, useAutosave } from "./autosave.ts";
import { type Conflict, ConflictPanel } from "./conflict-panel.tsx";
import classes from "./form.module.css";
import type { FormOptions } from "./form-options.ts";
import { type NeedFormValues, needTextOf, rowsOfForm, valuesOfForm } from "./form-values.ts";
import { DetailFields, FrameFields, SubjectFields, TeaserFields } from "./need-fields.tsx";
import { QualityPanel } from "./quality-panel.tsx";
import { RequirementRows } from "./requirement-rows.tsx";
import { SaveNote } from "./save-note.tsx";
import { SimilarPanel } from "./similar-panel.tsx";

interface NeedFormProps {
  initial: NeedFormValues;
  options: FormOptions;
  identity: DraftIdentity;
  isDraft: boolean;
  cancelTo: string;
}

/** States or revises a need; offers what an earlier visit left on this device. */
export function NeedForm(props: NeedFormProps) {
  const t = useTranslations("needs.localCopy");
  const copy = useLocalCopy<NeedFormValues>(props.options.self.personId, `need:${props.identity.needId ?? "new"}`);
  const [restored, setRestored] = useState<NeedFormValues | null>(null);
  return (
    <>
      {copy.found && (
        <Alert color="blue" variant="light" icon={<IconHistory size={18} />} title={t("title")} mb="md">
          <p className={classes.hint}>
            {t("text")} <RelativeTime value={new Date(copy.found.savedAt)} />
          </p>
          <Button
            size="xs"
            mr="xs"
            onClick={() => {
              setRestored(copy.found!.values);
              copy.take();
            }}
          >
            {t("restore")}
          </Button>
          <Button size="xs" variant="default" onClick={copy.forget}>
            {t("discard")}
          </Button>
        </Alert>
      )}
      <FormBody key={restored ? "restored" : "given"} {...props} initial={restored ?? props.initial} copy={copy} />
    </>
  );
}

function FormBody({
  initial: given,
  options,
  identity,
  isDraft,
  cancelTo,
  copy,
}: NeedFormProps & { copy: ReturnType<typeof useLocalCopy<NeedFormValues>> }) {
  const t = useTranslations("needs");
  const box = useRef<HTMLDivElement>(null);
  const { refused, conflict } = useAnswer();
  const initial = refused ? { ...given, ...refused.fields } : given;
  const [live, setLive] = useState(initial);
  const autosave = useAutosave(box, conflict ? { ...identity, version: conflict.version } : identity, isDraft && !conflict);
  useOnEdit(box, (values) => {
    setLive(values);
    copy.keep(values);
    autosave.schedule();
  });
  useForgetOnSave(autosave.state === "saved", copy.forget);
  // An autosave under way may still change the version; the form waits for it and is then sent as it stands.
  const onSubmit = (event: React.FormEvent<HTMLFormElement>) => {
    const target = event.currentTarget;
    autosave.cancel();
    if (!autosave.isBusy()) return;
    event.preventDefault();
    void autosave.settle().then(() => setTimeout(() => target.requestSubmit()));
  };
  const version = conflict?.version ?? autosave.draft.version;
  return (
    <div className={classes.layout} ref={box}>
      <div>
        {conflict && refused && <ConflictPanel conflict={conflict} yours={refused.values} />}
        <ActionForm intent="save" onSubmit={onSubmit}>
          <input type="hidden" name="needId" value={autosave.draft.needId ?? (conflict && identity.draftId) ?? ""} />
          <input type="hidden" name="version" value={version ?? ""} />
          {identity.draftId && <input type="hidden" name="draftId" value={identity.draftId} />}
          <div className={classes.sections}>
            <DetailFields initial={initial} detected={detectLanguage(`${live.title}\n${live.detail}`)} />
            <Section>
              <RequirementRows initial={initial.requirements} />
            </Section>
            <TeaserFields initial={initial} live={live} />
            <SubjectFields initial={initial} />
            <FrameFields initial={initial} options={options} />
          </div>
          <div className={classes.bar}>
            <FormActions>
              <SubmitButton>{isDraft ? t("form.saveDraft") : t("form.save")}</SubmitButton>
              <Button component={Link} to={cancelTo} variant="default">
                {t("form.cancel")}
              </Button>
              <SaveNote state={autosave.state} message={autosave.message} />
            </FormActions>
          </div>
        </ActionForm>
      </div>
      <SidePanels live={live} needId={autosave.draft.needId} />
    </div>
  );
}

function SidePanels({ live, needId }: { live: NeedFormValues; needId: string | null }) {
  const t = useTranslations("needs");
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  const text = `${live.title}\n${live.detail}`;
  const lang = live.lang || detectLanguage(text) || locale.slice(0, 2);
  return (
    <aside className={classes.side} aria-label={t("form.help")}>
      <Section title={t("quality.title")} hint={t("quality.hint")}>
        <QualityPanel quality={checkQuality(needTextOf(live, lang, locale), dayOf(new Date(), timeZone))} isLive />
      </Section>
      <Section title={t("similar.title")} hint={t("similar.hint")}>
        <SimilarPanel text={text} excludeId={needId} />
      </Section>
    </aside>
  );
}

/** What the last submission said: the refused values, and with a version conflict the saved ones. */
function useAnswer() {
  const answer = useActionData() as unknown;
  if (!isRefusal(answer)) return { refused: null, conflict: null };
  const form = new FormData();
  for (const [name, value] of Object.entries(answer.values)) for (const each of [value].flat()) form.append(name, each);
  const conflict = "theirs" in answer ? (answer as unknown as Conflict) : null;
  return { refused: { values: answer.values, fields: { requirements: rowsOfForm(form) } }, conflict };
}

/** The copy on the device has done its work once the server has the text: by an autosave, or by the form and the need's page after it. */
function useForgetOnSave(isAutosaved: boolean, forget: () => void): void {
  const navigation = useNavigation();
  const isSaved =
    navigation.state === "loading" &&
    navigation.formData !== undefined &&
    /^\/needs\/[0-9a-f-]{36}$/.test(navigation.location.pathname);
  const latest = useRef(forget);
  useEffect(() => {
    latest.current = forget;
  });
  useEffect(() => {
    if (isAutosaved || isSaved) latest.current();
  }, [isAutosaved, isSaved]);
}

/** Calls back with the form's values whenever they changed: typed, chosen, or a tag or row that came or went. */
function useOnEdit(box: React.RefObject<HTMLDivElement | null>, onEdit: (values: NeedFormValues) => void): void {
  const latest = useRef(onEdit);
  const known = useRef<string | null>(null);
  useEffect(() => {
    latest.current = onEdit;
  });
  useEffect(() => {
    const form = box.current?.querySelector("form");
    if (!form) return;
    known.current = JSON.stringify(valuesOfForm(new FormData(form)));
    const look = () => {
      const values = valuesOfForm(new FormData(form));
      const text = JSON.stringify(values);
      if (text === known.current) return;
      known.current = text;
      latest.current(values);
    };
    const observer = new MutationObserver(look);
    observer.observe(form, { childList: true, subtree: true });
    form.addEventListener("input", look);
    form.addEventListener("change", look);
    return () => {
      observer.disconnect();
      form.removeEventListener("input", look);
      form.removeEventListener("change", look);
    };
  }, [box]);
}
