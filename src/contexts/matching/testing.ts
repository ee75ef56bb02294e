import { confirmNeed, openNeed, stateNeed } from "#contexts/needs/commands.ts";
import type { StatedNeed } from "#contexts/needs/schema.ts";
import type { Context, Platform } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";

interface GivenCompany {
  name: string;
  oneLiner?: string;
  description?: string;
  lang?: string;
  tags?: string[];
  country?: string | null;
  stage?: string | null;
  status?: string;
  foundedYear?: number | null;
  teamSize?: number | null;
  certificates?: string[];
  topics?: string[];
  field?: string | null;
  sources?: string[];
  translations?: { lang: string; oneLiner: string; description: string }[];
}

/** For tests: a company of the universe, without going through an import. */
export async function givenCompany(platform: Platform, { translations = [], ...company }: GivenCompany): Promise<string> {
  const id = newId();
  const at = platform.now();
  const db = platform.database.kysely;
  await db
    .insertInto("company")
    .values({ id, lang: "en", oneLiner: "", description: "", ...company, createdAt: at, updatedAt: at } as never)
    .execute();
  for (const text of translations) {
    await db
      .insertInto("companyTranslation")
      .values({ companyId: id, ...text, origin: "person", updatedAt: at })
      .execute();
  }
  return id;
}

/** For tests: a need stated and confirmed by its owner and opened by a scout. */
export async function givenOpenNeed(owner: Context, scout: Context, need: StatedNeed): Promise<string> {
  const { id } = await stateNeed(owner, { field: "electrification", budgetMinor: 50_000_000, decideBy: "2026-12-31", ...need });
  await confirmNeed(owner, id);
  await openNeed(scout, id);
  return id;
}
