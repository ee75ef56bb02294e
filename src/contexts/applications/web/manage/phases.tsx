import { Button, Menu } from "@mantine/core";
import { IconListCheck, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useLocale, useNow, useTranslations } from "use-intl";
import { allow } from "#platform/errors.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { getCallForms } from "../../queries/call-forms.ts";
import { getCall } from "../../queries/get-call.ts";
import { listPhases } from "../../queries/list-phases.ts";
import { type PhaseKind, phaseKinds } from "../../review/phase.ts";
import type { Wording } from "../../wording.ts";
import type { Route } from "./+types/phases";
import classes from "./manage.module.css";
import { PhaseCard } from "./phase-card.tsx";
import { hasBegun, newPhase, type PhaseDoc, sendPlan, storedPlan } from "./phases-doc.ts";
import { moved, replaced } from "./row-tools.tsx";
import { EditorNotices, SaveBar } from "./save-bar.tsx";
import { useEditor } from "./use-editor.ts";
import { LanguageBar, WritingLanguage } from "./wording-input.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const call = await getCall(ctx, params.slug);
      allow(call.can.revise);
      const { draft, published } = await getCallForms(ctx, call.id);
      const identifying = ((draft ?? published)?.fields ?? []).filter((field) => field.isIdentifying);
      return { call, phases: await listPhases(ctx, call.id), identifying, personId: ctx.actor.personId! };
    },
    request,
  );
}

/** The steps of review: when, by which rubric, and who sees what. */
export default function Phases({ loaderData: { call, phases, identifying, personId } }: Route.ComponentProps) {
  const t = useTranslations("calls.phases");
  const kindName = useTranslations("reviews.phase");
  const locale = useLocale() as Locale;
  const now = useNow();
  const editor = useEditor({
    subject: `phases:${call.id}`,
    personId,
    stored: storedPlan(phases, call.version),
    send: (doc, base) => sendPlan(call.id, doc, base),
  });
  const { doc } = editor;
  const langs = call.langs as Locale[];
  const [lang, setLang] = useState<Locale>(langs.includes(locale) ? locale : (langs[0] ?? locale));
  const set = (next: PhaseDoc[]) => editor.change(() => ({ phases: next }));
  return (
    <WritingLanguage value={{ lang, langs }}>
      <EditorNotices
        editor={editor}
        nameOf={() => t("title")}
        nameOfError={(path) => {
          const at = Number(/^phases\.(\d+)/.exec(path)?.[1]);
          const phase = doc.phases[at];
          return phase ? t("number", { number: at + 1, kind: kindName(phase.kind) }) : t("title");
        }}
      />
      <LanguageBar lang={lang} langs={langs} lacking={langs.filter((each) => lacksWords(doc.phases, each))} onChoose={setLang} />
      <p className={classes.hint}>{t("hint")}</p>
      {doc.phases.length === 0 && (
        <EmptyState icon={<IconListCheck size={26} />} title={t("none")} text={t("noneText")} order={2} />
      )}
      <ol className={classes.sections}>
        {doc.phases.map((phase, at) => (
          <PhaseCard
            key={phase.id ?? `new-${at}`}
            phase={phase}
            at={at}
            count={doc.phases.length}
            isFixed={hasBegun(phase, call, now)}
            identifying={identifying}
            errors={editor.errors}
            onChange={(next) => set(replaced(doc.phases, at, next))}
            onMove={(to) => set(moved(doc.phases, at, to))}
            onRemove={() => set(doc.phases.toSpliced(at, 1))}
          />
        ))}
      </ol>
      <AddPhase isFull={doc.phases.length >= 8} onAdd={(kind) => set([...doc.phases, newPhase(kind)])} />
      <SaveBar editor={editor} />
    </WritingLanguage>
  );
}

function AddPhase({ isFull, onAdd }: { isFull: boolean; onAdd(kind: PhaseKind): void }) {
  const t = useTranslations("calls.phases");
  const kindName = useTranslations("reviews.phase");
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" mt="md" leftSection={<IconPlus size={16} />} disabled={isFull}>
          {t("add")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {phaseKinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => onAdd(kind)}>
            {kindName(kind)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function lacksWords(phases: readonly PhaseDoc[], lang: Locale): boolean {
  const words: Wording[] = phases.flatMap(({ rubrics }) =>
    Object.values(rubrics).flatMap((rubric) => rubric?.flatMap(({ label, anchors }) => [label, ...anchors]) ?? []),
  );
  return words.some((each) => !each[lang]);
}
