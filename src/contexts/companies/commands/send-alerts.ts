import { currentSeat, publicUrl } from "#contexts/identity/index.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { isLocale, type Locale } from "#platform/i18n/locales.ts";
import { translator } from "#platform/i18n/translate.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import { canReadCompanies } from "../policy.ts";
import { countFacets } from "../queries/company-facets.ts";
import { readPage } from "../queries/company-rows.ts";
import { type CompanyFilter, companyFilter } from "../schema.ts";

const namedInMail = 10;

/** A company bears the time at which its transaction began to write it; younger ones may not be committed yet and wait for the next alert. */
const settledAfterMs = 10 * 60_000;

interface News {
  searchId: string;
  name: string;
  count: number;
  companies: { id: string; name: string; oneLiner: string }[];
}

/**
 * Tells people of companies that came into the universe since their last alert and fit their saved searches: one mail for all searches
 * of a person, and a waiting item each. Every search runs with the owner's own rights; who lost them is told nothing.
 */
export async function sendAlerts(platform: Platform, rhythm: "daily" | "weekly"): Promise<number> {
  const own = contextFor(platform, system);
  const until = new Date(own.now().getTime() - settledAfterMs);
  const searches = await own.transact((tx) =>
    tx
      .selectFrom("savedSearch")
      .selectAll()
      .where("subject", "=", "companies")
      .where("alert", "=", rhythm)
      .orderBy("personId")
      .orderBy("name")
      .execute(),
  );
  let mails = 0;
  for (const [key, ofPerson] of Map.groupBy(searches, ({ personId, ownerOrgId }) => `${personId} ${ownerOrgId}`)) {
    const [personId, organisationId] = key.split(" ") as [string, string];
    const owner = await own.transact((tx) => ownerOf(tx, own, personId, organisationId));
    if (!owner) continue;
    const news: News[] = [];
    for (const search of ofPerson) {
      const query = companyFilter.safeParse(search.query);
      if (!query.success) {
        platform.log.warn({ savedSearch: search.id, error: query.error }, "a saved search can no longer be read");
        continue;
      }
      const found = await newsOf(owner.ctx, { ...search, query: query.data }, until);
      if (found.count > 0) news.push(found);
    }
    if (news.length === 0) continue;
    mails++;
    await own.transact(async (tx) => {
      for (const { searchId, count } of news) await markTold(tx, searchId, count, until);
      await queueMail(tx, own, { to: owner.email, locale: owner.ctx.locale, ...(await digest(owner.ctx, news)) });
    });
  }
  return mails;
}

async function newsOf(
  ctx: Context,
  search: { id: string; name: string; query: CompanyFilter; lastAlertAt: Date | null; createdAt: Date },
  until: Date,
): Promise<News> {
  const since = (search.lastAlertAt ?? search.createdAt).toISOString();
  const filter: CompanyFilter = { ...search.query, since, until: until.toISOString() };
  return ctx.transact(async (tx) => {
    const { total } = await countFacets(tx, ctx, filter);
    const { items } = total > 0 ? await readPage(tx, ctx, { ...filter, limit: namedInMail }) : { items: [] };
    return { searchId: search.id, name: search.name, count: total, companies: items };
  });
}

const markTold = (tx: Transaction, searchId: string, count: number, until: Date) =>
  tx
    .updateTable("savedSearch")
    .set((eb) => ({ lastAlertAt: until, unseenCount: eb("unseenCount", "+", count) }))
    .where("id", "=", searchId)
    .execute();

/** The context of the person in a current seat of the organisation that reads companies. */
async function ownerOf(
  tx: Transaction,
  own: Context,
  personId: string,
  organisationId: string,
): Promise<{ ctx: Context; email: string } | null> {
  const seats = await tx
    .selectFrom("seat")
    .innerJoin("person", "person.id", "seat.personId")
    .innerJoin("organisation", "organisation.id", "seat.organisationId")
    .select([
      "seat.id as seatId",
      "seat.role",
      "seat.unitId",
      "organisation.kind as organisationKind",
      "person.name as personName",
      "person.email",
      "person.locale",
    ])
    .where("seat.personId", "=", personId)
    .where("seat.organisationId", "=", organisationId)
    .where(currentSeat(own.now()))
    .where("person.deactivatedAt", "is", null)
    .execute();
  for (const { email, locale, ...seat } of seats) {
    const actor = { kind: "person" as const, personId, organisationId, scopes: null, ...seat };
    if (!canReadCompanies(actor)) continue;
    return { ctx: contextFor(own.platform, actor, { locale: isLocale(locale) ? locale : ("en" satisfies Locale) }), email };
  }
  return null;
}

async function digest({ platform, locale }: Context, news: readonly News[]): Promise<{ subject: string; text: string }> {
  const t = await translator(locale);
  const address = (path: string) => `${publicUrl(platform)}${path}`;
  const parts = news.map(({ searchId, name, count, companies }) =>
    [
      t("companies.alertMail.search", { name, count }),
      ...companies.map(
        (company) =>
          `• ${[company.name, company.oneLiner].filter(Boolean).join(" – ")}\n  ${address(`/companies/${company.id}`)}`,
      ),
      ...(count > companies.length ? [t("companies.alertMail.more", { count: count - companies.length })] : []),
      address(`/companies?saved=${searchId}`),
    ].join("\n"),
  );
  const count = news.reduce((sum, each) => sum + each.count, 0);
  return {
    subject: t("companies.alertMail.subject", { count }),
    text: [t("companies.alertMail.opening"), ...parts, t("companies.alertMail.closing")].join("\n\n"),
  };
}
