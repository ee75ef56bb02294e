import { Button, Checkbox, MultiSelect, Radio, Stack, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { localeNames, locales } from "#platform/i18n/locales.ts";
import { Section } from "#ui/section.tsx";
import type { CallView } from "../../views.ts";
import classes from "./manage.module.css";
import { moved, RowTools, replaced } from "./row-tools.tsx";
import { type CallSectionProps, errorAt } from "./section-props.ts";
import { WordingInput } from "./wording-input.tsx";

interface DoorSectionProps extends CallSectionProps {
  call: CallView;
  /** Needs the reader may link; null for whoever reads none. */
  needs: { id: string; title: string }[] | null;
}

/** Whose call it is, in which languages, and what it is for. */
export function DoorSection({ doc, set, errors, call, needs }: DoorSectionProps) {
  const t = useTranslations("calls.edit");
  const isFixed = call.state !== "draft";
  const known = [...(needs ?? []), ...call.needs.filter(({ id }) => !needs?.some((need) => need.id === id))];
  return (
    <Section title={t("door")} id="door">
      <Stack gap="md">
        <Radio.Group
          label={t("part.isJoint")}
          description={isFixed ? t("fixed") : undefined}
          value={doc.isJoint ? "joint" : "own"}
          onChange={(value) => set("isJoint", value === "joint")}
        >
          <Stack gap={6} mt={6}>
            <Radio value="own" label={t("own")} description={t("ownHint")} disabled={isFixed} />
            <Radio value="joint" label={t("joint")} description={t("jointHint")} disabled={isFixed} />
          </Stack>
        </Radio.Group>
        <TextInput
          label={t("part.slug")}
          description={isFixed ? t("fixed") : t("slugHint", { slug: doc.slug || "…" })}
          value={doc.slug}
          onChange={(event) => set("slug", event.currentTarget.value.trim().toLowerCase())}
          error={errorAt(errors, "slug")}
          disabled={isFixed}
          maxLength={60}
        />
        <Checkbox.Group
          label={t("part.langs")}
          description={t("langsHint")}
          value={doc.langs}
          onChange={(langs) =>
            set(
              "langs",
              locales.filter((each) => langs.includes(each)),
            )
          }
        >
          <div className={classes.checks}>
            {locales.map((each) => (
              <Checkbox key={each} value={each} label={localeNames[each]} lang={each} />
            ))}
          </div>
        </Checkbox.Group>
        {needs && (
          <MultiSelect
            label={t("part.needIds")}
            description={t("needsHint")}
            data={known.map(({ id, title }) => ({ value: id, label: title }))}
            value={doc.needIds}
            onChange={(needIds) => set("needIds", needIds)}
            searchable
            clearable
            error={errorAt(errors, "needIds")}
          />
        )}
        <Tracks doc={doc} set={set} errors={errors} />
      </Stack>
    </Section>
  );
}

/** Into which of several lanes an applicant puts the firm; reviewers are chosen by them. */
function Tracks({ doc, set, errors }: CallSectionProps) {
  const t = useTranslations("calls.edit");
  const addTrack = () => {
    const taken = new Set(doc.tracks.map(({ key }) => key));
    const number = Array.from({ length: 30 }, (_, at) => at + 1).find((each) => !taken.has(`track${each}`));
    set("tracks", [...doc.tracks, { key: `track${number}`, label: {} }]);
  };
  return (
    <fieldset className={classes.wordRows}>
      <legend>{t("part.tracks")}</legend>
      <p className={classes.hint}>{t("tracksHint")}</p>
      <ol className={classes.lines}>
        {doc.tracks.map((track, at) => (
          <li key={track.key}>
            <WordingInput
              label={t("track", { number: at + 1 })}
              value={track.label}
              onChange={(label) => set("tracks", replaced(doc.tracks, at, { ...track, label }))}
              longest={80}
              error={errorAt(errors, `tracks.${at}`)}
            />
            <RowTools
              name={t("track", { number: at + 1 })}
              at={at}
              count={doc.tracks.length}
              onMove={(to) => set("tracks", moved(doc.tracks, at, to))}
              onRemove={() => set("tracks", doc.tracks.toSpliced(at, 1))}
            />
          </li>
        ))}
      </ol>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={15} />}
        onClick={addTrack}
        disabled={doc.tracks.length >= 20}
      >
        {t("addTrack")}
      </Button>
    </fieldset>
  );
}
