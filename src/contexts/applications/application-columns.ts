/** Columns of the operators' list in their order; the first always stays. The list and its exports know the same ones. */
export const applicationColumns = [
  { id: "firm", isHidden: false },
  { id: "reference", isHidden: true },
  { id: "call", isHidden: false },
  { id: "state", isHidden: false },
  { id: "stage", isHidden: true },
  { id: "track", isHidden: true },
  { id: "field", isHidden: true },
  { id: "country", isHidden: true },
  { id: "reviews", isHidden: false },
  { id: "standing", isHidden: false },
  { id: "responsible", isHidden: true },
  { id: "due", isHidden: false },
  { id: "submitted", isHidden: false },
] as const;
export type ApplicationColumn = (typeof applicationColumns)[number]["id"];

/** The columns asked for by name, else those shown at first. */
export function columnsAsked(asked: string | undefined): ApplicationColumn[] {
  const names = new Set((asked ?? "").split(","));
  const chosen = applicationColumns.filter(({ id }, at) => at === 0 || names.has(id));
  return (chosen.length > 1 ? chosen : applicationColumns.filter(({ isHidden }) => !isHidden)).map(({ id }) => id);
}
