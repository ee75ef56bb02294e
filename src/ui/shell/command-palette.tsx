import "@mantine/spotlight/styles.layer.css";
import { Modal } from "@mantine/core";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import { IconArrowRight, IconSearch } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { useFetcher, useNavigate } from "react-router";
import { useTranslations } from "use-intl";
import classes from "./shell.module.css";

export interface PalettePage {
  label: string;
  to: string;
  icon?: ReactNode;
}

/** One answer of the search endpoint. */
export interface SearchHit {
  id: string;
  /** What it is, in the reader's words: "Need", "Company". */
  kind: string;
  title: string;
  detail: string | null;
  to: string;
}

interface CommandPaletteProps {
  pages: PalettePage[];
  /** Answers `?q=` with `{ hits: SearchHit[] }`. */
  searchPath: string;
  opened: boolean;
  onClose: () => void;
}

const [store, palette] = createSpotlight();

/** Ctrl/⌘ K: type to find a company or a need, or to go to a page. Loaded when it is first asked for. */
export default function CommandPalette({ pages, searchPath, opened, onClose }: CommandPaletteProps) {
  const t = useTranslations("ui.palette");
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const { hits, isSearching, hasFailed } = useSearch(searchPath, query);
  useEffect(() => {
    if (opened) palette.open();
  }, [opened]);
  const wanted = query.trim().toLocaleLowerCase();
  const shownPages = pages.filter((page) => page.label.toLocaleLowerCase().includes(wanted));
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      shortcut={null}
      scrollable
      maxHeight={440}
      radius="lg"
      clearQueryOnClose
      centered={false}
      yOffset="14vh"
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      classNames={{ search: classes.paletteSearch }}
    >
      <Modal.Title className={classes.unseen}>{t("open")}</Modal.Title>
      <Spotlight.Search placeholder={t("placeholder")} aria-label={t("placeholder")} leftSection={<IconSearch size={18} />} />
      <Spotlight.ActionsList>
        {hits.length > 0 && (
          <Spotlight.ActionsGroup label={t("results")}>
            {hits.map((hit) => (
              <Spotlight.Action
                key={hit.id}
                label={hit.title}
                description={[hit.kind, hit.detail].filter(Boolean).join(" · ")}
                highlightQuery
                onClick={() => navigate(hit.to)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {shownPages.length > 0 && (
          <Spotlight.ActionsGroup label={t("pages")}>
            {shownPages.map((page) => (
              <Spotlight.Action
                key={page.to}
                label={page.label}
                leftSection={page.icon ?? <IconArrowRight size={16} />}
                onClick={() => navigate(page.to)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {hits.length + shownPages.length === 0 && !isSearching && (
          <Spotlight.Empty>{hasFailed ? t("failed") : t("nothing", { query: query.trim() })}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function useSearch(searchPath: string, query: string) {
  const fetcher = useFetcher<{ hits: SearchHit[]; failed?: boolean }>({ key: "palette-search" });
  const { load } = fetcher;
  const text = query.trim();
  useEffect(() => {
    if (text.length === 0) return;
    const timer = setTimeout(() => load(`${searchPath}?q=${encodeURIComponent(text)}`), 180);
    return () => clearTimeout(timer);
  }, [load, searchPath, text]);
  return {
    hits: text.length === 0 ? [] : (fetcher.data?.hits ?? []),
    isSearching: fetcher.state !== "idle",
    hasFailed: fetcher.data?.failed ?? false,
  };
}
