/** Ties that keep somebody from judging. The last three are told by people, in the application or by themselves. */
export const conflictKinds = [
  "sameOrganisation",
  "sameMailDomain",
  "coFounder",
  "invested",
  "advised",
  "formerEmployer",
  "family",
  "competitor",
  "other",
] as const;
export type ConflictKind = (typeof conflictKinds)[number];

/** Where a conflict is known from. */
export const conflictSources = ["declared", "detected", "manager"] as const;

/** Ties a person told once, for every application: with whom, and of what kind. */
export const disclosedKinds = ["formerEmployer", "invested", "advised", "family", "competitor", "other"] as const;
export type DisclosedKind = (typeof disclosedKinds)[number];

export interface PersonTies {
  personId: string;
  name: string;
  mailDomain: string | null;
  /** Companies whose start-up organisation the person has a seat in. */
  companyIds: readonly string[];
  /** Names of the person's organisations beside the operators. */
  organisationNames: readonly string[];
  disclosed: readonly { kind: DisclosedKind; firmName: string; domain: string | null }[];
}

export interface ApplicantTies {
  companyId: string | null;
  /** Name, legal name, former and other names of the firm. */
  firmNames: readonly string[];
  domain: string | null;
  authorIds: readonly string[];
  mailDomains: readonly string[];
  founderNames: readonly string[];
  investorNames: readonly string[];
  advisorNames: readonly string[];
}

export interface ComparedNames {
  /** What two spellings of one firm have in common; empty where the text names no firm. */
  firmKeys(name: string): readonly string[];
  /** A domain under which anybody can have an address, or that of an operator. */
  isCommonDomain(domain: string): boolean;
}

export interface FoundConflict {
  kind: ConflictKind;
  /** What the two have in common, for the manager who looks at it. */
  evidence: string;
}

/** Every tie that the facts show, the strongest first; none says nothing of what nobody told. */
export function findConflicts(person: PersonTies, applicant: ApplicantTies, compare: ComparedNames): FoundConflict[] {
  const found: FoundConflict[] = [];
  const isAuthor = applicant.authorIds.includes(person.personId);
  const isColleague = applicant.companyId !== null && person.companyIds.includes(applicant.companyId);
  if (isAuthor || isColleague) found.push({ kind: "sameOrganisation", evidence: applicant.firmNames[0] ?? "" });
  const domain = person.mailDomain;
  if (domain !== null && !compare.isCommonDomain(domain) && [applicant.domain, ...applicant.mailDomains].includes(domain)) {
    found.push({ kind: "sameMailDomain", evidence: domain });
  }
  const named = applicant.founderNames.find((name) => isSamePerson(name, person.name));
  if (named !== undefined) found.push({ kind: "coFounder", evidence: named });
  found.push(...tiesOfNames(person, applicant, compare));
  for (const { kind, firmName, domain: own } of person.disclosed) {
    const isFirm = sharesName(applicant.firmNames, [firmName], compare) || (own !== null && own === applicant.domain);
    if (isFirm) found.push({ kind, evidence: firmName });
  }
  return [...new Map(found.map((conflict) => [conflict.kind, conflict])).values()].sort(
    (a, b) => conflictKinds.indexOf(a.kind) - conflictKinds.indexOf(b.kind),
  );
}

/** The applicant names its investors and advisers: people, or organisations a reviewer comes from. */
function tiesOfNames(person: PersonTies, applicant: ApplicantTies, compare: ComparedNames): FoundConflict[] {
  const lists = [
    { kind: "invested" as const, names: applicant.investorNames },
    { kind: "advised" as const, names: applicant.advisorNames },
  ];
  return lists.flatMap(({ kind, names }) => {
    const met = names.find((name) => isSamePerson(name, person.name) || sharesName([name], person.organisationNames, compare));
    return met === undefined ? [] : [{ kind, evidence: met }];
  });
}

function sharesName(left: readonly string[], right: readonly string[], { firmKeys }: ComparedNames): boolean {
  const keys = new Set(left.flatMap(firmKeys));
  return right.flatMap(firmKeys).some((key) => keys.has(key));
}

/** "Anna-Maria Keller", "Keller, Anna Maria" and "ANNA MARIA KELLER" are one name; a single Latin word is none. */
function isSamePerson(left: string, right: string): boolean {
  const [one, other] = [partsOfName(left), partsOfName(right)];
  return one.length > 0 && one.join(" ") === other.join(" ");
}

function partsOfName(name: string): string[] {
  const folded = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const parts = folded.match(/[\p{L}]+/gu)?.toSorted() ?? [];
  return parts.length > 1 || /\p{Script=Han}{2,}/u.test(folded) ? parts : [];
}
