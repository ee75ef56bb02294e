import { useEffect, useRef } from "react";
import { isTyping } from "../list/row-keys.ts";

type Handler = () => void;

/**
 * Keyboard shortcuts of the whole product: one key ("?"), or two in a row ("g n", within a second).
 * They stay out of text fields and dialogs.
 */
export function useShortcuts(shortcuts: Record<string, Handler>): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    let pending = "";
    let timer: ReturnType<typeof setTimeout>;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const handler = latest.current[pending + event.key] ?? latest.current[event.key];
      clearTimeout(timer);
      pending = "";
      if (handler) {
        event.preventDefault();
        handler();
      } else if (Object.keys(latest.current).some((keys) => keys.startsWith(`${event.key} `))) {
        pending = `${event.key} `;
        timer = setTimeout(() => {
          pending = "";
        }, 1000);
      }
    };
    document.addEventListener("keydown", onKey);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("keydown", onKey);
    };
  }, []);
}
