import { useCallback, useRef, useState } from "react";

export interface Selection {
  ids: ReadonlySet<string>;
  toggle(id: string, withRange: boolean): void;
  toggleAll(): void;
  clear(): void;
}

/** The chosen rows of the page on view; rows that left the page leave the selection. */
export function useSelection(pageIds: readonly string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);
  const ids = new Set(pageIds.filter((id) => chosen.has(id)));
  const toggle = useCallback(
    (id: string, withRange: boolean) => {
      setChosen((before) => afterToggle(pageIds, before, id, withRange ? anchor.current : null));
      anchor.current = id;
    },
    [pageIds],
  );
  const toggleAll = () => setChosen(ids.size === pageIds.length ? new Set() : new Set(pageIds));
  return { ids, toggle, toggleAll, clear: () => setChosen(new Set()) };
}

/** The selection after a click on a row; with an anchor all rows between it and the clicked one take the clicked one's new state. */
export function afterToggle(
  pageIds: readonly string[],
  before: ReadonlySet<string>,
  id: string,
  anchor: string | null,
): Set<string> {
  const after = new Set(before);
  const isOn = !before.has(id);
  const [from, to] = [anchor === null ? -1 : pageIds.indexOf(anchor), pageIds.indexOf(id)];
  const range = from < 0 ? [id] : pageIds.slice(Math.min(from, to), Math.max(from, to) + 1);
  for (const each of range) isOn ? after.add(each) : after.delete(each);
  return after;
}
