import { ActionIcon } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconCopy, IconTrash } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import classes from "./manage.module.css";

/** A list with one of its items elsewhere. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.filter((_, at) => at !== from);
  return [...rest.slice(0, to), items[from]!, ...rest.slice(to)];
}

export const replaced = <Item,>(items: readonly Item[], at: number, item: Item): Item[] =>
  items.map((each, place) => (place === at ? item : each));

interface RowToolsProps {
  /** What the row is called, for the names of its buttons. */
  name: string;
  at: number;
  count: number;
  onMove(to: number): void;
  onRemove?: () => void;
  onCopy?: () => void;
  isSmall?: boolean;
}

/** Up, down, copy and away: what the mouse drags, the keyboard does here. */
export function RowTools({ name, at, count, onMove, onRemove, onCopy, isSmall }: RowToolsProps) {
  const t = useTranslations("calls.row");
  const size = isSmall ? "sm" : "md";
  return (
    <span className={classes.tools}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={size}
        disabled={at === 0}
        onClick={() => onMove(at - 1)}
        aria-label={t("up", { name })}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={size}
        disabled={at === count - 1}
        onClick={() => onMove(at + 1)}
        aria-label={t("down", { name })}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
      {onCopy && (
        <ActionIcon variant="subtle" color="gray" size={size} onClick={onCopy} aria-label={t("copy", { name })}>
          <IconCopy size={16} />
        </ActionIcon>
      )}
      {onRemove && (
        <ActionIcon variant="subtle" color="red" size={size} onClick={onRemove} aria-label={t("remove", { name })}>
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </span>
  );
}
