import { z } from "zod";
import { writtenLine, writtenText } from "#platform/clean-text.ts";
import { locales } from "#platform/i18n/locales.ts";
import { organisationKinds, outsideKinds, roles } from "./roles.ts";

export const id = z.uuid();
const name = writtenLine(200).min(1);
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email("identity.errors.emailWrong"));
const locale = z.enum(locales);
// Length in full is a matter of `passwordProblem`; this only keeps the body small.
const password = z.string().min(1).max(1000);
const timeZone = z.string().max(64).refine(isTimeZone, "identity.errors.timeZoneUnknown");
const futureDate = z.iso.date();

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** A scope is `<context>:read` or `<context>:write`. */
export const tokenScopes = [
  "identity:read",
  "identity:write",
  "companies:read",
  "companies:write",
  "needs:read",
  "needs:write",
  "pilots:read",
  "pilots:write",
  "matching:read",
  "matching:write",
  "applications:read",
  "applications:write",
  "operations:read",
  "operations:write",
] as const;
export const TokenScope = z.enum(tokenScopes);
export type TokenScope = z.infer<typeof TokenScope>;

export const InvitationInput = z.object({
  name,
  email,
  role: z.enum(roles),
  unitId: id.nullish(),
  title: writtenLine(120).nullish(),
  locale: locale.default("en"),
  /** Last day of a guest's seat; absent: the seat has no end. */
  seatEndsOn: futureDate.nullish(),
});
export type InvitationInput = z.infer<typeof InvitationInput>;

export const ApplicantInput = z.object({
  name: writtenLine(80).min(1),
  email,
  /** The page of ours the mailed link leads back to. */
  returnTo: z.string().max(500).default("/"),
});
export type ApplicantInput = z.infer<typeof ApplicantInput>;

/** For somebody of the zone or of an investor, who takes the one seat such an organisation has. */
export const OutsideInvitationInput = InvitationInput.omit({ role: true, unitId: true }).extend({
  /** One that exists, or the kind of a new one, which then needs a name. */
  organisation: z.union([id, z.enum(outsideKinds)], "identity.errors.organisationMissing"),
  organisationName: name.optional(),
});
export type OutsideInvitationInput = z.infer<typeof OutsideInvitationInput>;

export const AcceptanceInput = z.object({ name: name.optional(), password: password.optional() });
export type AcceptanceInput = z.infer<typeof AcceptanceInput>;

export const SeatEndInput = z.object({ reason: writtenText(500).optional() });

export const SeatInput = z.object({
  personId: id,
  role: z.enum(roles),
  unitId: id.nullish(),
  title: writtenLine(120).nullish(),
  seatEndsOn: futureDate.nullish(),
});
export type SeatInput = z.infer<typeof SeatInput>;

export const UnitInput = z.object({
  name,
  names: z.partialRecord(locale, writtenLine(200)).optional(),
  city: writtenLine(100).nullish(),
});
export type UnitInput = z.infer<typeof UnitInput>;

export const ProfileInput = z.object({ name, locale, timeZone: timeZone.nullish() });
export type ProfileInput = z.infer<typeof ProfileInput>;

export const TokenInput = z.object({
  name,
  scopes: z.array(TokenScope).min(1, "identity.errors.scopeMissing"),
  /** Days until it expires. */
  days: z.coerce.number().int().min(1).max(366).default(90),
});
export type TokenInput = z.infer<typeof TokenInput>;

export const ServiceTokenInput = TokenInput.extend({ role: z.enum(roles), unitId: id.nullish() });
export type ServiceTokenInput = z.infer<typeof ServiceTokenInput>;

/** Parts of a need that both operators may allow to be sent to the embeddings service; a public teaser is sent in any case. */
export const sendableNeedFields = ["title", "teaser", "detail", "requirements"] as const;
const sendableNeedField = z.enum(sendableNeedFields);
export type SendableNeedField = z.infer<typeof sendableNeedField>;

export const BaseSettings = z.object({ embeddings: z.object({ needFields: z.array(sendableNeedField) }) });

/** Days of the base's calendar, each once, in order. */
const days = z
  .array(z.iso.date({ error: "errors.wrongFormat" }))
  .max(200)
  .transform((given) => [...new Set(given)].sort());

export const BaseValues = z.object({
  name: name.optional(),
  timeZone: timeZone.optional(),
  defaultLocale: locale.optional(),
  embeddingNeedFields: z
    .array(sendableNeedField)
    .transform((fields) => sendableNeedFields.filter((field) => fields.includes(field)))
    .optional(),
  /** Public holidays that fall on a working day, and weekends worked in exchange: promised days do not count, or count, there. */
  daysOff: days.optional(),
  daysWorked: days.optional(),
});
export type BaseValues = z.infer<typeof BaseValues>;
export const BaseChangeInput = BaseValues.extend({ reason: writtenText(500).optional() });
export type BaseChangeInput = z.infer<typeof BaseChangeInput>;
export const BaseDecisionInput = z.object({ decision: z.enum(["approved", "declined", "withdrawn"]) });

export const SetUpInput = z.object({
  code: z.string().trim().toUpperCase().min(1).max(40),
  baseName: name,
  timeZone,
  hostName: name,
  cloudName: name,
  side: z.enum(["host", "cloud_partner"]),
  name,
  email,
  password,
  locale: locale.default("en"),
  otherName: name,
  otherEmail: email,
});
export type SetUpInput = z.infer<typeof SetUpInput>;

export const OrganisationRef = z.object({ id, kind: z.enum(organisationKinds), name: z.string() });
export const SeatView = z.object({
  id,
  role: z.enum(roles),
  title: z.string().nullable(),
  organisation: OrganisationRef,
  unit: z.object({ id, name: z.string() }).nullable(),
  endsAt: z.iso.datetime().nullable(),
  isCurrent: z.boolean(),
});
export type SeatView = z.infer<typeof SeatView>;

export const MeView = z.object({
  personId: id.nullable(),
  name: z.string().nullable(),
  kind: z.string(),
  seatId: id.nullable(),
  role: z.enum(roles).nullable(),
  organisationId: id.nullable(),
  unitId: id.nullable(),
  scopes: z.array(z.string()).nullable(),
});

export const PersonSeat = z.object({
  id,
  role: z.enum(roles),
  title: z.string().nullable(),
  unitName: z.string().nullable(),
  endsAt: z.iso.datetime().nullable(),
  can: z.object({ end: z.boolean() }),
});
export const PersonView = z.object({
  id,
  name: z.string(),
  email: z.string(),
  isDeactivated: z.boolean(),
  seats: z.array(PersonSeat),
  can: z.object({ deactivate: z.boolean(), reactivate: z.boolean() }),
});
export type PersonView = z.infer<typeof PersonView>;

export const UnitView = z.object({
  id,
  organisationId: id,
  name: z.string(),
  city: z.string().nullable(),
  people: z.number().int(),
  can: z.object({ change: z.boolean() }),
});
export type UnitView = z.infer<typeof UnitView>;

export const InvitationView = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  /** Null where it is the reader's own. */
  organisationName: z.string().nullable(),
  unitName: z.string().nullable(),
  state: z.enum(["open", "expired", "accepted", "revoked"]),
  expiresAt: z.iso.datetime(),
  seatEndsAt: z.iso.datetime().nullable(),
  can: z.object({ revoke: z.boolean(), resend: z.boolean() }),
});
export type InvitationView = z.infer<typeof InvitationView>;

export const TokenView = z.object({
  id,
  kind: z.enum(["personal", "service"]),
  name: z.string(),
  /** First characters, to tell tokens apart. */
  hint: z.string(),
  scopes: z.array(z.string()),
  role: z.enum(roles),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  isRevoked: z.boolean(),
  isExpired: z.boolean(),
});
export type TokenView = z.infer<typeof TokenView>;
