import { type CompanyIndexRequest, type FoundCompanies, type IndexedOrder, lendCompanyIndex } from "#contexts/companies/index.ts";
import type { Platform } from "#platform/context.ts";
import { listColumns } from "./company-document.ts";
import type { ListRequest } from "./core/engine.ts";
import { matchingIndex } from "./living-index/platform-index.ts";

const mostValues = 60;

/** Answers the lists of companies from the index of this process from now on, whenever it is ready. */
export function serveCompanyLists(platform: Platform): void {
  lendCompanyIndex(platform, {
    find: (request) => findCompanies(platform, request),
    state: () => {
      const { state, indexed, total } = matchingIndex(platform).status();
      return { state, indexed, total };
    },
  });
}

async function findCompanies(platform: Platform, request: CompanyIndexRequest): Promise<FoundCompanies | null> {
  const index = matchingIndex(platform);
  if (index.status().state !== "ready") return null;
  await index.settle();
  const { hits, hasMore, total, found, facets } = await index.list(listRequestOf(request));
  return { places: hits, hasMore, total, meetText: found, facets };
}

function listRequestOf({ text, order, chosen, marks, limit, after, counted }: CompanyIndexRequest): ListRequest {
  return {
    text: text ?? undefined,
    order: listOrderOf(order),
    filters: { facets: Object.fromEntries(Object.entries(chosen).map(([facet, values]) => [facet, { anyOf: values }])) },
    marks,
    limit,
    after: after ?? undefined,
    facets: counted.map((facet) => ({ facet, most: mostValues })),
  };
}

function listOrderOf(order: IndexedOrder): ListRequest["order"] {
  if (order.by === "relevance") return order;
  const { by, descending } = order;
  return by === "created" ? { by: "id", descending } : { by: "number", columns: listColumns[by], descending };
}
