import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { parseCookies } from "better-auth/cookies";
import { type RawBuilder, sql } from "kysely";
import { type Actor, type Platform, visitor } from "#platform/context.ts";
import { unauthenticated } from "#platform/errors.ts";
import { authSecret } from "./auth-secret.ts";
import { isHttps } from "./settings.ts";

export interface ResolvedActor {
  actor: Actor;
  locale: string | null;
}

export const seatCookie = "jinqiao-seat";
/** A session nobody used for this long is over, whatever its cookie says (ASVS 5.0, 7.3.1). */
export const idleDays = 3;
const touchAfterMs = 10 * 60_000;

const resolved = new WeakMap<Headers, Promise<ResolvedActor>>();

/**
 * Who is behind a request's headers: a token, a person in the chosen seat, a person who applies and has none, or a visitor. One query,
 * once a request.
 */
export function resolveActor(platform: Platform, headers: Headers): Promise<ResolvedActor> {
  const known = resolved.get(headers);
  if (known) return known;
  const answer = resolve(platform, headers);
  resolved.set(headers, answer);
  return answer;
}

async function resolve(platform: Platform, headers: Headers): Promise<ResolvedActor> {
  const bearer = /^Bearer\b(.*)$/i.exec(headers.get("authorization") ?? "");
  if (bearer) return actorOfToken(platform, bearer[1]!.trim());
  const cookies = parseCookies(headers.get("cookie") ?? "");
  const session = sessionTokenOf(platform, cookies);
  return session ? actorOfSession(platform, session, cookies.get(seatCookie) ?? null) : { actor: visitor, locale: null };
}

export const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("hex");

export const sessionCookie = (platform: Platform): string => `${isHttps(platform) ? "__Secure-" : ""}jinqiao.session_token`;

/** The session token of a cookie better-auth signed (`token.base64(hmac-sha256)`); null when forged or absent. */
export function sessionTokenOf(platform: Platform, cookies: Map<string, string>): string | null {
  const cookie = cookies.get(sessionCookie(platform));
  const dot = cookie?.lastIndexOf(".") ?? -1;
  if (!cookie || dot < 1) return null;
  const token = cookie.slice(0, dot);
  const given = Buffer.from(cookie.slice(dot + 1), "base64");
  const expected = createHmac("sha256", authSecret(platform.config)).update(token).digest();
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

/** Without a seat: somebody who applies. */
interface SeatRow {
  personId: string;
  personName: string;
  locale: string;
  seatId: string | null;
  role: string | null;
  organisationId: string | null;
  organisationKind: string | null;
  unitId: string | null;
  usedAt: Date | null;
  tokenId: string | null;
  scopes: string[] | null;
}

const seatColumns = sql`person.id as person_id, person.name as person_name, person.locale, seat.id as seat_id, seat.role,
  seat.organisation_id, organisation.kind as organisation_kind, seat.unit_id`;

const seatIsCurrent = (now: Date): RawBuilder<unknown> =>
  sql`seat.ended_at is null and (seat.ends_at is null or seat.ends_at > ${now})`;

async function actorOfSession(platform: Platform, token: string, chosenSeatId: string | null): Promise<ResolvedActor> {
  const { kysely } = platform.database;
  const { rows } = await sql<SeatRow>`
    select ${seatColumns}, session.updated_at as used_at
    from auth.session join app.person on person.id = session.user_id
      left join (app.seat join app.organisation on organisation.id = seat.organisation_id)
        on seat.person_id = person.id and ${seatIsCurrent(platform.now())}
    where session.token = ${token} and session.expires_at > now()
      and session.updated_at > now() - make_interval(days => ${idleDays})
      and person.deactivated_at is null and (seat.id is not null or person.applicant_since is not null)
    order by seat.id::text = ${chosenSeatId ?? ""} desc, seat.role = 'administrator', seat.created_at, seat.id limit 1
  `.execute(kysely);
  const row = rows[0];
  if (!row) return { actor: visitor, locale: null };
  if (Date.now() - row.usedAt!.getTime() > touchAfterMs) {
    await sql`update auth.session set updated_at = now() where token = ${token}`.execute(kysely);
  }
  return { actor: actorOf(row, "person"), locale: row.locale };
}

/** An unknown, expired or revoked token is refused, not taken for a visitor: the caller believes to be somebody. */
async function actorOfToken(platform: Platform, token: string): Promise<ResolvedActor> {
  const { kysely } = platform.database;
  const now = platform.now();
  const { rows } = await sql<SeatRow>`
    select ${seatColumns}, api_token.id as token_id, api_token.scopes, api_token.last_used_at as used_at
    from app.api_token join app.person on person.id = api_token.person_id
      join app.seat on seat.id = api_token.seat_id join app.organisation on organisation.id = seat.organisation_id
    where api_token.token_hash = ${hashOfToken(token)} and api_token.revoked_at is null
      and (api_token.expires_at is null or api_token.expires_at > ${now})
      and person.deactivated_at is null and ${seatIsCurrent(now)}
  `.execute(kysely);
  const row = rows[0];
  if (!row) throw unauthenticated();
  if (!row.usedAt || now.getTime() - row.usedAt.getTime() > touchAfterMs) {
    await sql`update app.api_token set last_used_at = ${now} where id = ${row.tokenId}`.execute(kysely);
  }
  return { actor: actorOf(row, "token"), locale: row.locale };
}

function actorOf(row: SeatRow, kind: "person" | "token"): Actor {
  return {
    kind,
    personId: row.personId,
    personName: row.personName,
    seatId: row.seatId,
    role: row.role,
    organisationId: row.organisationId,
    organisationKind: row.organisationKind,
    unitId: row.unitId,
    scopes: kind === "token" ? (row.scopes ?? []) : null,
  };
}
