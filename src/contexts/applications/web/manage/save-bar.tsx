import { Alert, Button } from "@mantine/core";
import { IconAlertCircle, IconHistory, IconUsers } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Link, useLocation } from "react-router";
import { useTranslations } from "use-intl";
import { RelativeTime } from "#ui/dates.tsx";
import classes from "./manage.module.css";
import type { Editor } from "./use-editor.ts";

interface SaveBarProps<Doc extends object> {
  editor: Editor<Doc>;
  isAutosaved?: boolean;
  children?: ReactNode;
}

/** Below an editor: whether everything is saved, and the button that saves; Ctrl+S does it too. */
export function SaveBar<Doc extends object>({ editor, isAutosaved = false, children }: SaveBarProps<Doc>) {
  const t = useTranslations("calls.save");
  useSaveKey(editor);
  const isQuiet = editor.state === "idle" || editor.state === "saved";
  return (
    <div className={classes.bar}>
      <Button onClick={() => void editor.save()} loading={editor.state === "saving"} disabled={!editor.hasChanges && isQuiet}>
        {t("save")}
      </Button>
      <span role="status" className={classes.saveNote} data-state={editor.state}>
        {editor.hasChanges && isQuiet ? t("state.changed") : t(`state.${editor.state}`)}
        {isAutosaved && isQuiet && <> {t("auto")}</>}
      </span>
      {editor.state === "signedOut" && <SignInAgain />}
      {editor.blocker.state === "blocked" && editor.state !== "saving" && (
        <>
          <Button variant="default" onClick={() => editor.blocker.reset?.()}>
            {t("stay")}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => editor.blocker.proceed?.()}>
            {t("leave")}
          </Button>
        </>
      )}
      {children}
    </div>
  );
}

function SignInAgain() {
  const t = useTranslations("calls.save");
  const { pathname } = useLocation();
  return (
    <Link to={`/sign-in?next=${encodeURIComponent(pathname)}`} target="_blank">
      {t("signIn")}
    </Link>
  );
}

interface EditorNoticesProps<Doc extends object> {
  editor: Editor<Doc>;
  nameOf(part: keyof Doc & string): string;
  /** What the faulty part at a path is called. */
  nameOfError(path: string): string;
}

/** Above an editor: what an earlier visit left, what others changed meanwhile, and why it was not saved. */
export function EditorNotices<Doc extends object>({ editor, nameOf, nameOfError }: EditorNoticesProps<Doc>) {
  const t = useTranslations("calls.save");
  return (
    <>
      {editor.found && (
        <Alert color="blue" variant="light" mb="md" icon={<IconHistory size={18} />} title={t("found")}>
          <p className={classes.hint}>
            {t("foundText")} <RelativeTime value={new Date(editor.found.savedAt)} />
          </p>
          <Button size="xs" mr="xs" onClick={editor.restore}>
            {t("restore")}
          </Button>
          <Button size="xs" variant="default" onClick={editor.discard}>
            {t("discard")}
          </Button>
        </Alert>
      )}
      {editor.both.length > 0 && (
        <Alert color="yellow" variant="light" mb="md" role="alert" icon={<IconUsers size={18} />}>
          <strong>{t("both")}</strong>
          <p className={classes.hint}>{t("bothText", { parts: editor.both.map(nameOf).join(", ") })}</p>
          <Button
            size="xs"
            mr="xs"
            onClick={() => {
              editor.keepMine();
              void editor.save();
            }}
          >
            {t("mine")}
          </Button>
          <Button size="xs" variant="default" onClick={editor.takeTheirs}>
            {t("theirs")}
          </Button>
        </Alert>
      )}
      {editor.state === "refused" && editor.message && (
        <Alert color="red" variant="light" mb="md" role="alert" icon={<IconAlertCircle size={18} />}>
          {editor.message}
          <ul className={classes.faults}>
            {Object.entries(editor.errors).map(([path, sentence]) => (
              <li key={path}>
                {nameOfError(path)}: {sentence}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  );
}

function useSaveKey<Doc extends object>(editor: Editor<Doc>): void {
  const latest = useRef(editor);
  useEffect(() => {
    latest.current = editor;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void latest.current.save();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
