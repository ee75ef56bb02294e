import { Button } from "@mantine/core";
import { useEffect, useId, useRef } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import type { PilotRowView } from "../../board-views.ts";
import { type Verdict, verdicts } from "../../pilot.ts";
import classes from "./boards.module.css";
import { gripId, verdictHref } from "./moves.ts";
import { VerdictForm } from "./verdict-form.tsx";

/** Asks for the verdict on one card. The address opens it, so it stands there without JavaScript too; with it, it is modal. */
export function VerdictDialog({ pilot, verdict }: { pilot: PilotRowView; verdict: Verdict }) {
  const t = useTranslations("pipeline.board");
  const words = useTranslations("pilots.verdict");
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const dialog = useRef<HTMLDialogElement>(null);
  const headingId = useId();
  const back = verdictHref(params, null);
  useEffect(() => {
    // Drawn open by the server; without a `close` event it becomes modal.
    dialog.current?.removeAttribute("open");
    dialog.current?.showModal();
    return () => document.getElementById(gripId(pilot.id))?.focus();
  }, [pilot.id]);
  return (
    <dialog
      ref={dialog}
      open
      className={classes.dialog}
      aria-labelledby={headingId}
      onCancel={(event) => {
        event.preventDefault();
        navigate(back, { preventScrollReset: true, replace: true });
      }}
    >
      <p className={classes.company}>{pilot.company.name}</p>
      <h2 id={headingId}>
        <bdi lang={pilot.lang}>{pilot.title}</bdi>
      </h2>
      <nav className={classes.choice} aria-label={t("verdict")}>
        {verdicts.map((each) => (
          <Link
            key={each}
            to={verdictHref(params, { id: pilot.id, verdict: each })}
            replace
            preventScrollReset
            aria-current={each === verdict ? "true" : undefined}
          >
            {words(each)}
          </Link>
        ))}
      </nav>
      <VerdictForm key={verdict} pilot={pilot} verdict={verdict}>
        <Button component={Link} to={back} variant="default" replace preventScrollReset>
          {t("cancel")}
        </Button>
      </VerdictForm>
    </dialog>
  );
}
