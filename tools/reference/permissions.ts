import * as imports from "#contexts/companies/import/policy.ts";
import * as companies from "#contexts/companies/policy.ts";
import * as identity from "#contexts/identity/policy.ts";
import { type OrganisationKind, type Role, rolesOfKind } from "#contexts/identity/roles.ts";
import * as matching from "#contexts/matching/policy.ts";
import * as needs from "#contexts/needs/policy.ts";
import * as operations from "#contexts/operations/policy.ts";
import * as pilots from "#contexts/pilots/policy.ts";
import { type Actor, visitor } from "#platform/context.ts";
import { pilotCases } from "./pilot-permissions.ts";

/** A question a policy answers, asked about one representative row. */
interface Case {
  question: string;
  ask: (actor: Actor) => boolean;
}

type Cases = Record<string, Case[]>;

const person = "11111111-1111-4111-8111-111111111111";
const colleague = "22222222-2222-4222-8222-222222222222";
const ownUnit = "33333333-3333-4333-8333-333333333333";
const otherUnit = "44444444-4444-4444-8444-444444444444";
const elsewhere = "55555555-5555-4555-8555-555555555555";

const kindNames: Record<OrganisationKind, string> = {
  host: "Host",
  cloud_partner: "Cloud partner",
  zone: "Zone",
  startup: "Start-up",
  investor: "Investor",
};

const own = (actor: Actor): string => actor.organisationId ?? "";

/** A need of the host, open, stated by somebody else. */
const need = (walls: Partial<needs.NeedWalls> = {}): needs.NeedWalls => ({
  ownerOrgId: organisationIdOf("host"),
  unitId: ownUnit,
  ownerPersonId: colleague,
  sponsorPersonId: null,
  visibility: "unit",
  readerUnitIds: [],
  readerPersonIds: [],
  state: "open",
  ...walls,
});

const identityCases: Cases = {
  canSeePerson: [
    {
      question: "See people of the own organisation",
      ask: (a) => identity.canSeePerson(a, { id: colleague, organisationIds: [own(a)] }),
    },
    {
      question: "See people of another organisation",
      ask: (a) => identity.canSeePerson(a, { id: colleague, organisationIds: [elsewhere] }),
    },
  ],
  canSeeSeat: [
    {
      question: "See seats of the own organisation",
      ask: (a) => identity.canSeeSeat(a, { organisationId: own(a), personId: colleague }),
    },
  ],
  canManagePeople: [
    { question: "Manage people of the own organisation", ask: (a) => identity.canManagePeople(a) },
    { question: "Manage people of another organisation", ask: (a) => identity.canManagePeople(a, elsewhere) },
  ],
  canInviteFromOutside: [
    { question: "Invite people of the zone and of investors", ask: (a) => identity.canInviteFromOutside(a) },
  ],
  canInvite: [{ question: "Invite", ask: (a) => identity.canInvite(a, "expert") }],
  canSeeInvitation: [
    {
      question: "See open invitations of the own organisation",
      ask: (a) => identity.canSeeInvitation(a, { organisationId: own(a), invitedByOrgId: own(a) }),
    },
    {
      question: "See open invitations the other operator sent",
      ask: (a) => identity.canSeeInvitation(a, { organisationId: elsewhere, invitedByOrgId: elsewhere }),
    },
  ],
  canManageUnits: [{ question: "Manage units of the own organisation", ask: (a) => identity.canManageUnits(a) }],
  canManageOwnAccount: [{ question: "Manage the own account", ask: (a) => identity.canManageOwnAccount(a) }],
  canSeeToken: [
    {
      question: "See a colleague’s personal token",
      ask: (a) => identity.canSeeToken(a, { kind: "personal", personId: colleague, ownerOrgId: own(a) }),
    },
  ],
  canManageServiceTokens: [{ question: "Manage service tokens", ask: (a) => identity.canManageServiceTokens(a) }],
  canSeeBaseChanges: [{ question: "See proposed changes of the base", ask: (a) => identity.canSeeBaseChanges(a) }],
  canProposeBaseChange: [{ question: "Propose a change of the base", ask: (a) => identity.canProposeBaseChange(a) }],
  canDecideBaseChange: [
    {
      question: "Decide the other side’s proposal",
      ask: (a) => identity.canDecideBaseChange(a, { state: "open", proposedOrgId: elsewhere }),
    },
    {
      question: "Decide the own side’s proposal",
      ask: (a) => identity.canDecideBaseChange(a, { state: "open", proposedOrgId: own(a) }),
    },
  ],
  canWithdrawBaseChange: [
    {
      question: "Withdraw the own side’s proposal",
      ask: (a) => identity.canWithdrawBaseChange(a, { state: "open", proposedOrgId: own(a) }),
    },
  ],
};

const ownRecord = (a: Actor) => ({ ownerOrgId: own(a), personId: colleague, isShared: true });
const ownPrivateRecord = (a: Actor) => ({ ...ownRecord(a), isShared: false });
const foreignRecord = { ownerOrgId: elsewhere, personId: colleague, isShared: true };

const companiesCases: Cases = {
  canReadCompanies: [{ question: "Read companies", ask: (a) => companies.canReadCompanies(a) }],
  canWriteCompanies: [{ question: "Create, edit, merge and archive companies", ask: (a) => companies.canWriteCompanies(a) }],
  canImportCompanies: [{ question: "Import companies", ask: (a) => imports.canImportCompanies(a) }],
  canRecordContacts: [{ question: "Log contacts", ask: (a) => companies.canRecordContacts(a) }],
  canRecordPasses: [{ question: "Pass on companies", ask: (a) => companies.canRecordPasses(a) }],
  canReadRecord: [
    { question: "Read contacts, passes and files of the own organisation", ask: (a) => companies.canReadRecord(a, ownRecord(a)) },
    {
      question: "Read contacts, passes and files of another organisation",
      ask: (a) => companies.canReadRecord(a, foreignRecord),
    },
  ],
  canReadPass: [
    {
      question: "Read a pass that came of an application one has a conflict with",
      ask: (a) => companies.canReadPass(a, { ...ownRecord(a), excludedPersonIds: [a.personId ?? ""] }),
    },
  ],
  canChangeRecord: [{ question: "Take back a colleague’s entry", ask: (a) => companies.canChangeRecord(a, ownRecord(a)) }],
  canReadPassWords: [
    {
      question: "Read the words of a colleague’s pass within a need of another unit alone",
      ask: (a) =>
        companies.canReadRecord(a, ownRecord(a)) &&
        companies.canReadPassWords(a, { personId: "a colleague", isNeedPrivate: true, needUnitId: "another unit" }),
    },
  ],
  canReadSavedSearch: [
    { question: "Read a colleague’s shared search", ask: (a) => companies.canReadSavedSearch(a, ownRecord(a)) },
    { question: "Read a colleague’s private search", ask: (a) => companies.canReadSavedSearch(a, ownPrivateRecord(a)) },
  ],
  canChangeSavedSearch: [
    { question: "Change a colleague’s shared search", ask: (a) => companies.canChangeSavedSearch(a, ownRecord(a)) },
  ],
  canEraseCompany: [{ question: "Erase a company for good", ask: (a) => companies.canEraseCompany(a) }],
};

const needsCases: Cases = {
  canSeeNeeds: [{ question: "Open the needs part", ask: (a) => needs.canSeeNeeds(a) }],
  canReadNeed: [
    { question: "Read a need of the own unit, shown to the unit", ask: (a) => needs.canReadNeed(a, need()) },
    { question: "Read a need of another unit, shown to the unit", ask: (a) => needs.canReadNeed(a, need({ unitId: otherUnit })) },
    {
      question: "Read a need of another unit, shown to the host",
      ask: (a) => needs.canReadNeed(a, need({ unitId: otherUnit, visibility: "host" })),
    },
    { question: "Read a need shown to named people", ask: (a) => needs.canReadNeed(a, need({ visibility: "people" })) },
    {
      question: "Read such a need when named",
      ask: (a) => needs.canReadNeed(a, need({ visibility: "people", readerPersonIds: [person] })),
    },
  ],
  canStateNeed: [
    { question: "State a need for the own unit", ask: (a) => needs.canStateNeed(a, ownUnit) },
    { question: "State a need for another unit", ask: (a) => needs.canStateNeed(a, otherUnit) },
  ],
  canReviseNeed: [
    { question: "Revise a need of the own unit", ask: (a) => needs.canReviseNeed(a, need()) },
    {
      question: "Revise a need of another unit",
      ask: (a) => needs.canReviseNeed(a, need({ unitId: otherUnit, visibility: "host" })),
    },
  ],
  canMoveNeed: [
    { question: "Confirm a need of the own unit", ask: (a) => needs.canMoveNeed(a, need({ state: "draft" }), "confirmed") },
    { question: "Open a confirmed need for the search", ask: (a) => needs.canMoveNeed(a, need({ state: "confirmed" }), "open") },
    { question: "Close a need of the own unit", ask: (a) => needs.canMoveNeed(a, need(), "closed") },
  ],
};

const matchingCases: Cases = {
  canReadMatches: [
    { question: "Read matches and shortlist of a need they may read", ask: (a) => matching.canReadMatches(a, need()) },
  ],
  canCurateShortlist: [
    { question: "Shortlist, order and pass", ask: (a) => matching.canCurateShortlist(a, need()) },
    { question: "… once the need is closed", ask: (a) => matching.canCurateShortlist(a, need({ state: "closed" })) },
  ],
  canPauseLearning: [
    { question: "Switch learning off for a need", ask: (a) => matching.canPauseLearning(a, need(), "need") },
    { question: "… for every need of the organisation", ask: (a) => matching.canPauseLearning(a, need(), "organisation") },
  ],
  canJudgeMatches: [{ question: "Vote, note and judge", ask: (a) => matching.canJudgeMatches(a, need()) }],
};

const operationsCases: Cases = {
  canOperate: [{ question: "See jobs, mail and audit log of the own side", ask: (a) => operations.canOperate(a) }],
};

const pilotsCases: Cases = pilotCases({
  host: organisationIdOf("host"),
  startup: organisationIdOf("startup"),
  cloud: organisationIdOf("cloud_partner"),
  person,
  colleague,
  ownUnit,
  otherUnit,
});

const rooms: { title: string; policies: object[]; cases: Cases }[] = [
  { title: "People, organisations, access", policies: [identity], cases: identityCases },
  { title: "Companies", policies: [companies, imports], cases: companiesCases },
  { title: "Needs", policies: [needs], cases: needsCases },
  { title: "Matches and shortlist", policies: [matching], cases: matchingCases },
  { title: "Pilots", policies: [pilots], cases: pilotsCases },
  { title: "Operations", policies: [operations], cases: operationsCases },
];

/** Who may do what, found by asking every exported predicate of the policies about each seat. */
export function permissionsReference(roleNames: Record<Role, string>): string {
  const tables = rooms.map(({ title, policies, cases }) => {
    demandEveryPredicate(policies, cases);
    return `## ${title}\n\n${table(Object.values(cases).flat(), roleNames)}`;
  });
  return `${preface}\n\n${tables.join("\n\n")}\n`;
}

const preface = `# Permissions

Generated by \`npm run generate\`, which asks the predicates of \`src/contexts/*/policy.ts\` about each seat; \`npm run check\` fails when this page differs.

● may, blank may not. A token does what its seat may, within its scopes; accounts and tokens are managed by people only. The second wall,
row-level security in the database, holds the same lines (\`db/walls.db.test.ts\`). Seats of the host sit in the unit called “own unit”.`;

const seats: { kind: OrganisationKind; role: Role }[] = (Object.keys(rolesOfKind) as OrganisationKind[]).flatMap((kind) =>
  rolesOfKind[kind].map((role) => ({ kind, role })),
);

function table(cases: Case[], roleNames: Record<Role, string>): string {
  const columns = seats.filter((seat) => cases.some(({ ask }) => ask(actorOf(seat))));
  const nobodyElse = seats.length > columns.length ? "\n\nNo other seat, and no visitor, may any of this." : "";
  const head = ["", ...columns.map(({ kind, role }) => `${kindNames[kind]}: ${roleNames[role].toLowerCase()}`)];
  const rows = cases.map(({ question, ask }) => {
    if (ask(visitor)) throw new Error(`A visitor may “${question}”: the reference has no column for that.`);
    return [question, ...columns.map((seat) => (ask(actorOf(seat)) ? "●" : ""))];
  });
  const lines = [head, head.map((_, at) => (at === 0 ? "---" : ":-:")), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return lines.join("\n") + nobodyElse;
}

function actorOf({ kind, role }: { kind: OrganisationKind; role: Role }): Actor {
  return {
    ...visitor,
    kind: "person",
    personId: person,
    seatId: person,
    role,
    organisationId: organisationIdOf(kind),
    organisationKind: kind,
    unitId: kind === "host" ? ownUnit : null,
  };
}

function organisationIdOf(kind: OrganisationKind): string {
  return `66666666-6666-4666-8666-66666666666${Object.keys(kindNames).indexOf(kind)}`;
}

function demandEveryPredicate(policies: object[], cases: Cases): void {
  const predicates = policies.flatMap((policy) => Object.keys(policy).filter((name) => /^can[A-Z]/.test(name)));
  const missing = predicates.filter((name) => !(name in cases));
  if (missing.length > 0) throw new Error(`tools/reference/permissions.ts asks nothing about ${missing.join(", ")}.`);
}
