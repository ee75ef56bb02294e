import { expect, test } from "vitest";
import {
  activeFilters,
  type Facet,
  handedOn,
  nextSort,
  paramsOfForm,
  sortingOf,
  withoutFilter,
  withoutFilters,
  withParam,
} from "./list-params.ts";

const facets: Facet[] = [
  {
    name: "country",
    label: "Country",
    options: [
      { value: "CN", label: "China" },
      { value: "DE", label: "Germany" },
    ],
  },
  { name: "stage", label: "Stage", options: [{ value: "seed", label: "Seed" }] },
];

test("active filters come in the order of the facets, once each, unknown values as they are", () => {
  const params = new URLSearchParams("stage=series-x&country=DE&country=CN&country=DE&stage=&other=1");
  expect(activeFilters(params, facets).map(({ facetLabel, label }) => `${facetLabel}: ${label}`)).toEqual([
    "Country: Germany",
    "Country: China",
    "Stage: series-x",
  ]);
});

test("removing a filter keeps the others and goes back to the first page", () => {
  const params = new URLSearchParams("country=DE&country=CN&sort=-name&cursor=abc");
  expect(withoutFilter(params, "country", "DE")).toBe("?sort=-name&country=CN");
  expect(withoutFilter(new URLSearchParams("country=DE"), "country", "DE")).toBe("?");
});

test("clearing keeps sorting and columns", () => {
  expect(withoutFilters(new URLSearchParams("q=x&country=DE&sort=name&columns=a&cursor=c"), facets)).toBe("?sort=name&columns=a");
});

test("an empty field of the form leaves no trace in the address", () => {
  const form = new FormData();
  for (const [name, value] of [
    ["q", "  "],
    ["country", "CN"],
    ["country", "DE"],
    ["cursor", "c"],
  ] as const)
    form.append(name, value);
  expect(paramsOfForm(form).toString()).toBe("country=CN&country=DE");
});

test("a form hands on what it does not hold, except the page", () => {
  expect(handedOn(new URLSearchParams("q=x&sort=name&view=1&cursor=c"), ["q"])).toEqual([
    ["sort", "name"],
    ["view", "1"],
  ]);
});

test("a column's header turns its direction round on the second click", () => {
  expect(sortingOf(new URLSearchParams("sort=-founded"))).toEqual({ key: "founded", descending: true });
  expect(sortingOf(new URLSearchParams(), "name")).toEqual({ key: "name", descending: false });
  expect([
    nextSort(null, "name"),
    nextSort({ key: "name", descending: false }, "name"),
    nextSort({ key: "name", descending: true }, "name"),
  ]).toEqual(["name", "-name", "name"]);
  expect(nextSort({ key: "name", descending: false }, "founded", true)).toBe("-founded");
});

test("a parameter is set or removed", () => {
  expect([
    withParam(new URLSearchParams("cursor=a"), "sort", "name"),
    withParam(new URLSearchParams("sort=name"), "sort", null),
  ]).toEqual(["?sort=name", "?"]);
});
