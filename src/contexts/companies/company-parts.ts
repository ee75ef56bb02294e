import type { Context, Platform } from "#platform/context.ts";
import type { TimelineEntry } from "./views.ts";

/** Pages about a company that another part of the product adds to its own. */
export type AddedTab = "pilots" | "documents";

interface NamedLink {
  title: string;
  lang: string;
  href: string;
}

/** What another part of the product knows of a company, each as the actor may read it; this part knows nothing of that one. */
export interface CompanyParts {
  /** Entries of its timeline, at most 100. */
  timeline(ctx: Context, companyId: string): Promise<TimelineEntry[]>;
  tabs(ctx: Context, companyId: string): Promise<AddedTab[]>;
  /** Its pilots, the newest first. */
  pilots(ctx: Context, companyId: string): Promise<NamedLink[]>;
}

const nothing: CompanyParts = { timeline: async () => [], tabs: async () => [], pilots: async () => [] };

const lent = new WeakMap<Platform["database"], CompanyParts>();

/** Shows these parts on the pages of companies from now on. */
export function lendCompanyParts({ database }: Pick<Platform, "database">, parts: CompanyParts): void {
  lent.set(database, parts);
}

export const companyPartsOf = ({ database }: Pick<Platform, "database">): CompanyParts => lent.get(database) ?? nothing;
