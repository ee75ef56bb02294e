import { Button } from "@mantine/core";
import { IconChevronDown, IconX } from "@tabler/icons-react";
import { type ReactNode, useRef, useState } from "react";
import { Form, Link, useHref, useLocation, useSearchParams, useSubmit } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import classes from "./list.module.css";
import { activeFilters, type Facet, handedOn, paramsOfForm, withoutFilter, withoutFilters } from "./list-params.ts";
import { SearchInput } from "./search-input.tsx";
import { useCloseOnLeave } from "./use-close-on-leave.ts";

interface FilterBarProps {
  facets?: Facet[];
  search?: { name?: string; label: string; placeholder?: string };
  /** How many rows fit; announced when it changes. */
  total?: number | null;
  /** At the end of the bar: saved views, export, columns. */
  children?: ReactNode;
}

/** More facets than this take rows of their own where anything stands beside them. */
const mostBesideOthers = 4;

/** Search, facets with counts and the chosen filters as chips. All of it lives in the address; without JavaScript it is a plain GET form. */
export function FilterBar({ facets = [], search, total, children }: FilterBarProps) {
  const t = useTranslations("ui.list");
  const [params] = useSearchParams();
  const submit = useSubmit();
  const ownNames = [search?.name ?? "q", ...facets.map((facet) => facet.name)];
  // The first letter is a step of its own, so that the back button leads to the list before the search.
  const apply = (form: HTMLFormElement, isTyping: boolean) =>
    submit(paramsOfForm(new FormData(form)), {
      method: "get",
      replace: isTyping && params.has(search?.name ?? "q"),
      preventScrollReset: true,
    });
  const { pathname } = useLocation();
  return (
    <div className={classes.filterBar}>
      <Form
        role="search"
        method="get"
        action={useHref(pathname)}
        className={classes.filterForm}
        data-wide={(Boolean(children) && facets.length > mostBesideOthers) || undefined}
        onSubmit={(event) => {
          event.preventDefault();
          apply(event.currentTarget, false);
        }}
      >
        {handedOn(params, ownNames).map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        {search && (
          <div className={classes.filterSearch}>
            <SearchInput {...search} onSearch={apply} />
          </div>
        )}
        {facets.map((facet) => (
          <FacetMenu key={facet.name} facet={facet} chosen={params.getAll(facet.name)} onChange={(form) => apply(form, false)} />
        ))}
        <noscript>
          <Button type="submit" variant="default">
            {t("apply")}
          </Button>
        </noscript>
      </Form>
      {children && <div className={classes.filterExtras}>{children}</div>}
      <FilterChips facets={facets} searchName={search?.name} />
      <output className={classes.filterCount} aria-live="polite">
        {typeof total === "number" ? t("results", { count: total }) : ""}
      </output>
    </div>
  );
}

function FilterChips({ facets, searchName }: { facets: Facet[]; searchName?: string }) {
  const t = useTranslations("ui.list");
  const [params] = useSearchParams();
  const filters = activeFilters(params, facets);
  if (filters.length === 0) return null;
  return (
    <ul className={classes.chips} aria-label={t("activeFilters")}>
      {filters.map(({ name, value, facetLabel, label }) => (
        <li key={`${name}=${value}`}>
          <Link
            to={withoutFilter(params, name, value)}
            className={classes.chip}
            preventScrollReset
            aria-label={t("removeFilter", { filter: `${facetLabel}: ${label}` })}
          >
            <span className={classes.chipFacet}>{facetLabel}</span> {label} <IconX size={13} aria-hidden />
          </Link>
        </li>
      ))}
      <li>
        <Link to={withoutFilters(params, facets, searchName)} className={classes.chipClear} preventScrollReset>
          {t("clearFilters")}
        </Link>
      </li>
    </ul>
  );
}

/** One facet: a disclosure of the browser, so it opens without JavaScript; a click elsewhere or Escape closes it. */
function FacetMenu({ facet, chosen, onChange }: { facet: Facet; chosen: string[]; onChange: (form: HTMLFormElement) => void }) {
  const t = useTranslations("ui.list");
  const format = useFormatter();
  const details = useRef<HTMLDetailsElement>(null);
  const [narrow, setNarrow] = useState("");
  useCloseOnLeave(details);
  const options = facet.options.filter(
    (option) => option.label.toLocaleLowerCase().includes(narrow.toLocaleLowerCase()) || chosen.includes(option.value),
  );
  const orphans = chosen.filter((value) => !facet.options.some((option) => option.value === value));
  return (
    <details ref={details} className={classes.facet} name="facet">
      <summary className={classes.facetButton} data-active={chosen.length > 0 || undefined}>
        {facet.label}
        {chosen.length > 0 && <span className={classes.facetCount}>{format.number(chosen.length)}</span>}
        <IconChevronDown size={14} aria-hidden />
      </summary>
      <fieldset className={classes.facetPanel}>
        <legend className={classes.facetLegend}>{facet.label}</legend>
        {facet.options.length > 10 && (
          <input
            type="search"
            className={classes.facetNarrow}
            aria-label={t("narrow", { facet: facet.label })}
            placeholder={t("narrow", { facet: facet.label })}
            value={narrow}
            onChange={(event) => setNarrow(event.currentTarget.value)}
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          />
        )}
        <div className={classes.facetOptions}>
          {options.map((option) => (
            <label key={option.value} className={classes.facetOption} data-none={option.count === 0 || undefined}>
              <input
                key={String(chosen.includes(option.value))}
                type={facet.single ? "radio" : "checkbox"}
                name={facet.name}
                value={option.value}
                defaultChecked={chosen.includes(option.value)}
                onChange={(event) => event.currentTarget.form && onChange(event.currentTarget.form)}
              />
              <span>{option.label}</span>
              {option.count !== undefined && <span className={classes.facetNumber}>{format.number(option.count)}</span>}
            </label>
          ))}
          {options.length === 0 && <p className={classes.facetNone}>{t("noOption")}</p>}
        </div>
        {orphans.map((value) => (
          <input key={value} type="hidden" name={facet.name} value={value} />
        ))}
      </fieldset>
    </details>
  );
}
