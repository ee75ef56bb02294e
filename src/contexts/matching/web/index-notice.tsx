import { IconHourglass } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "use-intl";
import { EmptyState } from "#ui/empty-state.tsx";
import { IndexNotice as Notice } from "#ui/live/index-notice.tsx";
import type { MatchPage } from "../views.ts";

/** Says when a ranking is made from part of the companies, or without closeness by meaning. */
export function IndexNotice({ index, meaning }: Pick<MatchPage, "index" | "meaning">) {
  const t = useTranslations("matching.index");
  const format = useFormatter();
  const texts: string[] = [];
  if (index.state === "building")
    texts.push(t("building", { indexed: format.number(index.indexed), total: format.number(index.total) }));
  if (index.state === "failed") texts.push(t("failed"));
  if (meaning === "pending") texts.push(t("meaningPending"));
  return texts.length === 0 ? null : <Notice index={index}>{texts.join(" ")}</Notice>;
}

/** In the place of an empty list, as long as the search may still find something for it. */
export function NothingYet() {
  const t = useTranslations("matching.index");
  return <EmptyState icon={<IconHourglass size={26} />} title={t("nothingYetTitle")} text={t("nothingYetText")} />;
}
