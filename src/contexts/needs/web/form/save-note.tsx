import { useTranslations } from "use-intl";
import type { SaveState } from "./autosave.ts";
import classes from "./form.module.css";

/** Where the text is now: on the server, on the way, or on this device only. */
export function SaveNote({ state, message }: { state: SaveState; message: string | null }) {
  const t = useTranslations("needs.autosave");
  return (
    <output className={classes.saveNote} aria-live="polite" data-state={state}>
      {state === "idle" ? "" : state === "refused" ? `${t("refused")} ${message ?? ""}` : t(state)}
    </output>
  );
}
