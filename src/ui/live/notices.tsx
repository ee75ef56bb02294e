import { IconX } from "@tabler/icons-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useFetcher, useFetchers, useNavigation } from "react-router";
import { useTranslations } from "use-intl";
import classes from "./live.module.css";
import { type Notice, noticeCookieName, noticeOf } from "./notice.ts";

type ShownNotice = Notice & { key: number };

let shown: ShownNotice[] = [];
let nextKey = 1;
const listeners = new Set<() => void>();
const none: ShownNotice[] = [];

function setShown(next: ShownNotice[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says in the browser what was just done; for actions use `noticed` of src/web/notice.ts. */
export function showNotice(notice: Notice): void {
  setShown([...shown, { ...notice, key: nextKey++ }].slice(-3));
}

const dismiss = (key: number): void => setShown(shown.filter((notice) => notice.key !== key));

/** Shows notices at the foot of the page: for ten seconds, and as long as the pointer or the focus rests on them. */
export function Notices() {
  const notices = useSyncExternalStore(
    subscribe,
    () => shown,
    () => none,
  );
  usePickUpFromCookie();
  return (
    <div className={classes.notices} role="status" aria-live="polite">
      {notices.map((notice) => (
        <NoticeLine key={notice.key} notice={notice} />
      ))}
    </div>
  );
}

/**
 * Looks after every render that a navigation or a fetcher caused. States cannot be compared instead: an answer that comes
 * before React has shown the sending leaves no difference to see, and the notice would be lost.
 */
function usePickUpFromCookie(): void {
  useNavigation();
  useFetchers();
  useEffect(() => {
    const notice = noticeOf(document.cookie);
    if (!notice) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR and over plain http.
    document.cookie = `${noticeCookieName}=; Path=/; Max-Age=0`;
    showNotice(notice);
  });
}

function NoticeLine({ notice }: { notice: ShownNotice }) {
  const t = useTranslations("ui.notice");
  const fetcher = useFetcher({ key: `undo-${notice.key}` });
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismiss(notice.key), 10_000);
    return () => clearTimeout(timer);
  }, [isHeld, notice.key]);
  const { undo } = notice;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: resting on the notice only keeps it on the screen.
    <div
      className={classes.notice}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <span>{notice.message}</span>
      {undo && (
        <fetcher.Form method="post" action={undo.action} onSubmit={() => setTimeout(() => dismiss(notice.key), 300)}>
          {Object.entries(undo.fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <button type="submit" className={classes.noticeUndo}>
            {t("undo")}
          </button>
        </fetcher.Form>
      )}
      <button type="button" className={classes.noticeClose} aria-label={t("close")} onClick={() => dismiss(notice.key)}>
        <IconX size={15} aria-hidden />
      </button>
    </div>
  );
}
