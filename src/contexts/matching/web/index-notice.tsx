import { Alert } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "use-intl";
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
  if (texts.length === 0) return null;
  return (
    <Alert
      color={index.state === "failed" ? "red" : "blue"}
      variant="light"
      mb="md"
      icon={<IconInfoCircle size={18} />}
      role="status"
    >
      {texts.join(" ")}
    </Alert>
  );
}
