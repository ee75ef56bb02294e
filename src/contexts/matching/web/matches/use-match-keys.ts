import { type RefObject, useEffect } from "react";
import { isTyping } from "#ui/list/row-keys.ts";

const buttons: Record<string, string> = { s: "shortlist", p: "pass", f: "feedback", o: "open", w: "why" };

/** j and k walk the cards; s shortlists, p passes, f judges, w says why, o opens the company of the card that has the focus. */
export function useMatchKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const cards = [...(list.current?.querySelectorAll<HTMLElement>("[data-match]") ?? [])];
      const at = cards.findIndex((card) => card.contains(document.activeElement));
      if (event.key === "j") focusCard(cards[Math.min(at + 1, cards.length - 1)]);
      else if (event.key === "k") focusCard(cards[Math.max(at - 1, 0)]);
      else {
        const target = buttons[event.key] && cards[at]?.querySelector<HTMLElement>(`[data-key="${buttons[event.key]}"]`);
        if (!target) return;
        target.click();
        target.closest("details")?.querySelector<HTMLElement>("select, textarea")?.focus();
      }
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [list]);
}

function focusCard(card: HTMLElement | undefined): void {
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: "nearest", behavior: "smooth" });
}
