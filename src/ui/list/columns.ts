export interface ColumnSetting {
  id: string;
  label: string;
  /** Shown only when somebody asks for it. */
  hidden?: boolean;
}

/** The columns the address asks for, in the table's order; the first always stays, nonsense falls back to the table's own choice. */
export function shownColumns<Setting extends ColumnSetting>(columns: readonly Setting[], asked: string | null): Setting[] {
  const ids = new Set((asked ?? "").split(",").filter((id) => columns.some((column) => column.id === id)));
  const isShown = (column: Setting) => (ids.size > 0 ? ids.has(column.id) : !column.hidden);
  return columns.filter((column, index) => index === 0 || isShown(column));
}
