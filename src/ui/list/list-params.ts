/** What a list page keeps in its address: filters, `q`, `sort`, `columns`, `cursor`. Every change of what is listed starts at the first page. */
export type ListParams = URLSearchParams;

export interface FacetOption {
  value: string;
  label: string;
  count?: number;
}

export interface Facet {
  /** Name in the address. */
  name: string;
  label: string;
  options: FacetOption[];
  /** One choice instead of several. */
  single?: boolean;
}

export interface ActiveFilter {
  name: string;
  value: string;
  /** "Country: China" */
  facetLabel: string;
  label: string;
}

/** The chosen filters, in the order of the facets; a value no option names is shown as it is. */
export function activeFilters(params: ListParams, facets: readonly Facet[]): ActiveFilter[] {
  return facets.flatMap((facet) =>
    [...new Set(params.getAll(facet.name))]
      .filter((value) => value !== "")
      .map((value) => ({
        name: facet.name,
        value,
        facetLabel: facet.label,
        label: facet.options.find((option) => option.value === value)?.label ?? value,
      })),
  );
}

/** The address without one value of a filter. */
export function withoutFilter(params: ListParams, name: string, value: string): string {
  const next = firstPage(params);
  const remaining = next.getAll(name).filter((other) => other !== value);
  next.delete(name);
  for (const other of remaining) next.append(name, other);
  return hrefOf(next);
}

/** The address without any filter and without the search; sorting and columns stay. */
export function withoutFilters(params: ListParams, facets: readonly Facet[], searchName = "q"): string {
  const next = firstPage(params);
  for (const name of [searchName, ...facets.map((facet) => facet.name)]) next.delete(name);
  return hrefOf(next);
}

/** The address with one parameter set, or removed by null. */
export function withParam(params: ListParams, name: string, value: string | null): string {
  const next = firstPage(params);
  if (value === null) next.delete(name);
  else next.set(name, value);
  return hrefOf(next);
}

/** A submitted filter form as an address: empty fields are left out. */
export function paramsOfForm(form: FormData): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of form) if (typeof value === "string" && value.trim() !== "") params.append(name, value.trim());
  params.delete("cursor");
  return params;
}

/** Parameters a filter form does not hold itself and must hand on. */
export function handedOn(params: ListParams, ownNames: readonly string[]): [string, string][] {
  return [...params].filter(([name]) => name !== "cursor" && !ownNames.includes(name));
}

export interface Sorting {
  key: string;
  descending: boolean;
}

/** `sort=name` or `sort=-name`. */
export function sortingOf(params: ListParams, fallback: string | null = null): Sorting | null {
  const sort = params.get("sort") || fallback;
  if (!sort) return null;
  return sort.startsWith("-") ? { key: sort.slice(1), descending: true } : { key: sort, descending: false };
}

/** What a click on a column's header asks for: its natural direction first, then the other. */
export function nextSort(current: Sorting | null, key: string, descendingFirst = false): string {
  const descending = current?.key === key ? !current.descending : descendingFirst;
  return descending ? `-${key}` : key;
}

export function hrefOf(params: URLSearchParams): string {
  const text = params.toString();
  return text === "" ? "?" : `?${text}`;
}

function firstPage(params: ListParams): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete("cursor");
  return next;
}
