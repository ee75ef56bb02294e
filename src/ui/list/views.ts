/** What a view keeps of a list's address: everything but where one stands in it and which view it came from. */
export function presentView(params: URLSearchParams): string {
  const kept = new URLSearchParams(params);
  for (const name of ["cursor", "saved"]) kept.delete(name);
  return kept.toString();
}

/** The view whose list is on show: named by the address and not changed since. */
export function viewOn<View extends { id: string; query: string }>(
  views: readonly View[],
  params: URLSearchParams,
): View | undefined {
  return views.find(({ id, query }) => id === params.get("saved") && query === presentView(params));
}
