import { Alert } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import classes from "./live.module.css";
import { usePolling } from "./use-polling.ts";

interface IndexNoticeProps {
  /** How far the search index is: entries it holds, and entries it will hold. */
  index: { state: "building" | "ready" | "failed"; indexed: number; total: number };
  /** What that means for the page. */
  children: ReactNode;
}

const askAgainMs = 3000;

/** Says that a page comes from a search that is not complete, with its progress; asks the loader again until it is. */
export function IndexNotice({ index: { state, indexed, total }, children }: IndexNoticeProps) {
  const t = useTranslations("ui.progress");
  const format = useFormatter();
  const isBuilding = state === "building";
  usePolling(state !== "ready", askAgainMs);
  const share = total === 0 ? 0 : Math.min(1, indexed / total);
  const progress = t("doneOf", { done: format.number(indexed), total: format.number(total) });
  return (
    <Alert color={state === "failed" ? "red" : "blue"} variant="light" mb="md" icon={<IconInfoCircle size={18} />} role="status">
      {children}
      {isBuilding && (
        <div
          className={classes.track}
          role="progressbar"
          aria-label={progress}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.floor(share * 100)}
        >
          <div className={classes.fill} data-running style={{ width: `${share * 100}%` }} />
        </div>
      )}
    </Alert>
  );
}
