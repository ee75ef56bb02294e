import { Button } from "@mantine/core";
import {
  IconArchive,
  IconArrowBackUp,
  IconArrowMerge,
  IconBan,
  IconClockExclamation,
  IconDatabaseImport,
  IconFile,
  IconFlask,
  IconMessage,
  IconPencil,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link, useFetcher } from "react-router";
import { useTranslations } from "use-intl";
import { EmptyState } from "#ui/empty-state.tsx";
import { Section } from "#ui/section.tsx";
import { Timeline } from "#ui/timeline.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import type { ContactChannel, PassReason } from "../company.ts";
import { getTimeline } from "../queries/timeline.ts";
import type { TimelineEntry } from "../views.ts";
import type { Route } from "./+types/history";
import classes from "./companies.module.css";
import { useCompanyWords } from "./words.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ entries: await getTimeline(ctx, params.companyId) }), request);
}

const icons: Record<TimelineEntry["kind"], ReactNode> = {
  source: <IconDatabaseImport size={15} />,
  edit: <IconPencil size={15} />,
  contact: <IconMessage size={15} />,
  pass: <IconBan size={15} />,
  passWithdrawn: <IconArrowBackUp size={15} />,
  recheckDue: <IconClockExclamation size={15} />,
  merge: <IconArrowMerge size={15} />,
  mergeUndone: <IconArrowBackUp size={15} />,
  file: <IconFile size={15} />,
  archived: <IconArchive size={15} />,
  pilot: <IconFlask size={15} />,
};

export default function History({ loaderData: { entries } }: Route.ComponentProps) {
  const t = useTranslations("companies.history");
  const titleOf = useTitles();
  if (entries.length === 0)
    return <EmptyState order={2} icon={<IconPencil size={26} />} title={t("none")} text={t("noneText")} />;
  return (
    <Section title={t("title")} hint={t("hint")}>
      <Timeline
        entries={entries.map((entry) => ({
          id: entry.id,
          icon: icons[entry.kind],
          tone: entry.kind === "recheckDue" ? "accent" : "idle",
          title: entry.kind === "pilot" ? <Link to={String(entry.detail.href)}>{titleOf(entry)}</Link> : titleOf(entry),
          by: entry.personName ?? entry.organisationName,
          at: entry.at,
          body: <Body entry={entry} />,
        }))}
      />
    </Section>
  );
}

function useTitles(): (entry: TimelineEntry) => string {
  const t = useTranslations("companies");
  const words = useCompanyWords();
  return ({ kind, detail }) => {
    switch (kind) {
      case "source":
        return t("history.source", { source: words.source(String(detail.source)) });
      case "edit":
        if (detail.isUndone) return t("history.editUndone");
        return detail.lang ? t("history.translated", { language: words.language(String(detail.lang)) }) : t("history.edited");
      case "contact":
        return t("history.contact", { channel: t(`channels.${detail.channel as ContactChannel}`) });
      case "pass":
        return t("history.pass", { reason: words.reason(detail.reasonCode as PassReason) });
      case "passWithdrawn":
        return t("history.passWithdrawn", { reason: words.reason(detail.reasonCode as PassReason) });
      case "recheckDue":
        return t("history.recheckDue");
      case "merge":
        return t("history.merge", { name: String(detail.name) });
      case "mergeUndone":
        return t("history.mergeUndone", { name: String(detail.name) });
      case "file":
        return t("history.file", { name: String(detail.name) });
      case "archived":
        return t("archived");
      case "pilot":
        return String(detail.text);
    }
  };
}

function Body({ entry: { detail, can, kind } }: { entry: TimelineEntry }) {
  const t = useTranslations("companies.history");
  return (
    <>
      {kind === "contact" && [detail.companyPerson, detail.note].filter(Boolean).join(" – ")}
      {kind === "pilot" && (
        <>
          {String(detail.number)} · <bdi lang={String(detail.lang)}>{String(detail.title)}</bdi>
        </>
      )}
      {kind === "pass" && (detail.note as string)}
      {kind === "merge" && (detail.reason as string)}
      {kind === "edit" && !detail.isUndone && <Changes changes={detail.changes as Change[]} />}
      {can.undo && (
        <Undo kind={kind === "merge" ? "merge" : "edit"} id={String(detail.mergeId ?? detail.editId)} label={t("undo")} />
      )}
    </>
  );
}

interface Change {
  column: string;
  before: unknown;
  after: unknown;
}

const longest = 160;

function Changes({ changes }: { changes: Change[] }) {
  const t = useTranslations("companies");
  const textOf = (value: unknown): string => {
    const text = Array.isArray(value) ? value.join(", ") : String(value ?? "");
    return text === "" ? "–" : text.length > longest ? `${text.slice(0, longest)}…` : text;
  };
  return (
    <ul className={classes.list}>
      {changes.map(({ column, before, after }) => (
        <li key={column}>
          {t(`columns.${column as "name"}`)}: <del>{textOf(before)}</del> → <ins>{textOf(after)}</ins>
        </li>
      ))}
    </ul>
  );
}

function Undo({ kind, id, label }: { kind: "merge" | "edit"; id: string; label: string }) {
  const fetcher = useFetcher<{ ok: boolean; formError?: string }>();
  return (
    <fetcher.Form method="post" action="/companies/undo">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="id" value={id} />
      <Button type="submit" size="compact-xs" variant="subtle" loading={fetcher.state !== "idle"}>
        {label}
      </Button>
      {fetcher.data?.formError && <span role="alert"> {fetcher.data.formError}</span>}
    </fetcher.Form>
  );
}
