import { type RefObject, useEffect } from "react";

/** j and k walk the rows of the table, x chooses the row; Enter opens it, as the row's link has the focus. */
export function useRowKeys(table: RefObject<HTMLTableElement | null>, onToggle: ((id: string) => void) | undefined): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const rows = [...(table.current?.querySelectorAll<HTMLTableRowElement>("tbody tr[data-row]") ?? [])];
      const current = rows.findIndex((row) => row.contains(document.activeElement));
      if (event.key === "x" && onToggle && current >= 0) onToggle(rows[current]!.dataset.row!);
      else if (event.key === "j") focusRow(rows[Math.min(current + 1, rows.length - 1)]);
      else if (event.key === "k") focusRow(rows[Math.max(current - 1, 0)]);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [table, onToggle]);
}

function focusRow(row: HTMLTableRowElement | undefined): void {
  const target = row?.querySelector<HTMLElement>("[data-row-link]") ?? row;
  target?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}

/** True while somebody writes: single-letter shortcuts stay out of text, menus and dialogs. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return true;
  return (
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) &&
    !/^(checkbox|radio|button|submit)$/.test((target as HTMLInputElement).type)
  );
}
