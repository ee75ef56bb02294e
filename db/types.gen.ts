// Generated from the migrated database by `npm run generate`; `npm run check` fails when it differs.
import type { ColumnType, Generated } from "kysely";

export type Json = ColumnType<unknown, never, never>;

export interface AdoptionTable {
  id: string;
  pilotId: string;
  ownerOrgId: string;
  unitId: string;
  companyId: string;
  kind: "followUpOrder" | "seriesProject" | "reorder" | "frameAgreement" | "internalRollOut";
  title: string;
  plannedMinor: Generated<number>;
  realisedMinor: Generated<number>;
  currency: string;
  happenedOn: string;
  reversesId: string | null;
  note: Generated<string>;
  personId: string;
  writtenAt: Date;
}

export interface AgreementTable {
  id: string;
  pilotId: string;
  ownerOrgId: string;
  partyOrgIds: string[];
  templateId: string | null;
  kind: "nda" | "pilotAgreement" | "dataTerms" | "amendment";
  version: number;
  values: ColumnType<any, any, any>;
  texts: ColumnType<any, any, any>;
  rulingLang: Generated<string>;
  basis: ColumnType<any, any, any>;
  changes: ColumnType<any, any, any>;
  fileId: string | null;
  sha256: string | null;
  state: Generated<"drafted" | "sent" | "signed" | "withdrawn">;
  createdBy: string;
  createdAt: Date;
  sentAt: Date | null;
  signedAt: Date | null;
  withdrawnAt: Date | null;
  withdrawnReason: Generated<string>;
  supersededAt: Date | null;
}

export interface AgreementSignatureTable {
  id: string;
  agreementId: string;
  pilotId: string;
  ownerOrgId: string;
  partyOrgIds: string[];
  side: "host" | "startup";
  way: "click" | "outside";
  personId: string;
  personName: string;
  writtenName: Generated<string>;
  personTitle: Generated<string>;
  sha256: string;
  origin: string | null;
  userAgent: Generated<string>;
  fileId: string | null;
  consent: Generated<string>;
  lang: Generated<string>;
  proof: "password" | "recentSignIn" | null;
  signedAt: Date;
}

export interface AgreementTemplateTable {
  id: string;
  ownerOrgId: string;
  kind: "nda" | "pilotAgreement" | "dataTerms" | "amendment";
  version: number;
  name: string;
  texts: ColumnType<any, any, any>;
  rulingLang: Generated<string>;
  revision: Generated<number>;
  publishedAt: Date | null;
  retiredAt: Date | null;
  createdBy: string;
  createdAt: Date;
}

export interface AnswerLinkTable {
  id: string;
  ownerOrgId: string;
  personId: string;
  question: "decision" | "ageing" | "fit";
  pilotId: string | null;
  needId: string | null;
  companyId: string | null;
  secretHash: string;
  forState: string;
  forVersion: number | null;
  expiresAt: Date;
  answer: string | null;
  usedAt: Date | null;
  createdAt: Date;
}

export interface ApiTokenTable {
  id: string;
  kind: "personal" | "service";
  name: string;
  ownerOrgId: string;
  personId: string;
  seatId: string;
  tokenHash: string;
  hint: string;
  scopes: string[];
  createdBy: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

export interface ApplicationTable {
  id: string;
  reference: string;
  callId: string;
  operatorOrgIds: string[];
  authorPersonIds: string[];
  excludedPersonIds: Generated<string[]>;
  companyId: string | null;
  firmName: string;
  formId: string;
  seenFormId: string;
  state: Generated<"draft" | "submitted" | "in_review" | "decided" | "withdrawn">;
  outcome: "accepted" | "waitlisted" | "declined" | null;
  stage: Generated<number>;
  isAskedBack: Generated<boolean>;
  writersUntil: string | null;
  track: string | null;
  field: string | null;
  country: string | null;
  isLate: Generated<boolean>;
  responsiblePersonId: string | null;
  responsibleOrgId: string | null;
  responsibleUnitId: string | null;
  waitingOrder: number | null;
  turnSince: Date;
  version: Generated<number>;
  createdBy: string;
  createdAt: Date;
  updatedAt: Date;
  submittedAt: Date | null;
  decidedAt: Date | null;
}

export interface ApplicationAnswerTable {
  applicationId: string;
  key: string;
  authorPersonIds: string[];
  value: ColumnType<any, any, any>;
  version: Generated<number>;
  writtenBy: string;
  writtenIn: string | null;
  writtenAt: Date;
}

export interface ApplicationAnswerAsideTable {
  id: string;
  applicationId: string;
  key: string;
  authorPersonIds: string[];
  value: ColumnType<any, any, any>;
  writtenBy: string;
  writtenIn: string | null;
  writtenAt: Date;
  settledAt: Date | null;
}

export interface ApplicationAuthorTable {
  applicationId: string;
  personId: string;
  authorPersonIds: string[];
  operatorOrgIds: string[];
  excludedPersonIds: Generated<string[]>;
  name: string;
  email: string;
  locale: Generated<string>;
  joinedAt: Date;
}

export interface ApplicationAuthorInvitationTable {
  id: string;
  applicationId: string;
  authorPersonIds: string[];
  email: string;
  name: string;
  secretHash: string;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
}

export interface ApplicationCommentTable {
  id: string;
  applicationId: string;
  phaseId: string | null;
  operatorOrgIds: string[];
  excludedPersonIds: Generated<string[]>;
  personId: string;
  text: string;
  writtenAt: Date;
}

export interface ApplicationConflictTable {
  id: string;
  applicationId: string;
  operatorOrgIds: string[];
  excludedPersonIds: Generated<string[]>;
  personId: string;
  kind: "sameOrganisation" | "sameMailDomain" | "coFounder" | "invested" | "advised" | "formerEmployer" | "family" | "competitor" | "other";
  source: "declared" | "detected" | "manager";
  evidence: Generated<string>;
  foundAt: Date;
  clearedAt: Date | null;
  clearedBy: string | null;
  clearedReason: string | null;
}

export interface ApplicationDecisionTable {
  id: string;
  applicationId: string;
  authorPersonIds: string[];
  operatorOrgIds: string[];
  excludedPersonIds: Generated<string[]>;
  outcome: "accepted" | "waitlisted" | "declined";
  reasonCodes: Generated<string[]>;
  letter: string;
  letterLang: string;
  nextSteps: ColumnType<any, any, any>;
  feedback: ColumnType<any, any, any>;
  correction: Generated<string>;
  followed: ColumnType<any, any, any>;
  decidedBy: string[];
  decidedAt: Date;
}

export interface ApplicationFileTable {
  id: string;
  applicationId: string;
  key: string;
  authorPersonIds: string[];
  readerOrgIds: Generated<string[]>;
  excludedPersonIds: Generated<string[]>;
  storageKey: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  scanState: Generated<"unscanned" | "waiting" | "clean" | "infected" | "failed">;
  scanFinding: string | null;
  scannedAt: Date | null;
  uploadedBy: string;
  uploadedAt: Date;
  handedInAt: Date | null;
}

export interface ApplicationPresenceTable {
  applicationId: string;
  personId: string;
  authorPersonIds: string[];
  key: string | null;
  seenAt: Date;
}

export interface ApplicationProposalTable {
  id: string;
  applicationId: string;
  operatorOrgIds: string[];
  excludedPersonIds: Generated<string[]>;
  organisationId: string;
  personId: string;
  outcome: "accepted" | "waitlisted" | "declined";
  reasonCodes: Generated<string[]>;
  note: Generated<string>;
  letter: Generated<string>;
  letterLang: string;
  nextSteps: ColumnType<any, any, any>;
  recheck: ColumnType<any, any, any>;
  correction: Generated<string>;
  sharesOnlyReview: Generated<boolean>;
  batchId: string | null;
  proposedAt: Date;
  endedAt: Date | null;
}

export interface ApplicationReviewTable {
  id: string;
  applicationId: string;
  phaseId: string;
  operatorOrgIds: string[];
  excludedPersonIds: Generated<string[]>;
  reviewerPersonId: string;
  state: "proposed" | "assigned" | "started" | "submitted" | "returned";
  isByHand: Generated<boolean>;
  affinity: number | null;
  grounds: ColumnType<any, any, any>;
  scores: ColumnType<any, any, any>;
  score: number | null;
  recommendation: "accept" | "discuss" | "decline" | null;
  comment: Generated<string>;
  feedback: Generated<string>;
  returnReason: string | null;
  version: Generated<number>;
  assignedBy: string | null;
  assignedAt: Date;
  dueOn: string | null;
  submittedAt: Date | null;
  isLeaving: Generated<boolean>;
  remindedOn: string | null;
}

export interface ApplicationStateChangeTable {
  id: string;
  applicationId: string;
  authorPersonIds: string[];
  operatorOrgIds: string[];
  excludedPersonIds: Generated<string[]>;
  fromState: string | null;
  toState: string;
  stage: number;
  personId: string | null;
  reason: string | null;
  changedAt: Date;
}

export interface ApplicationSubmissionTable {
  id: string;
  applicationId: string;
  authorPersonIds: string[];
  operatorOrgIds: string[];
  excludedPersonIds: Generated<string[]>;
  formId: string;
  stage: number;
  isLate: boolean;
  sha256: string;
  submittedBy: string;
  submittedAt: Date;
}

export interface ApplicationSubmissionPartTable {
  submissionId: string;
  part: "shared" | "host" | "cloud_partner";
  applicationId: string;
  authorPersonIds: string[];
  readerOrgIds: string[];
  excludedPersonIds: Generated<string[]>;
  answers: ColumnType<any, any, any>;
}

export interface ApplicationTurnTable {
  id: string;
  applicationId: string;
  authorPersonIds: string[];
  operatorOrgIds: string[];
  excludedPersonIds: Generated<string[]>;
  turn: "applicant" | "operators" | "nobody";
  organisationId: string | null;
  unitId: string | null;
  since: Date;
  untilOn: string | null;
  endedAt: Date | null;
}

export interface AssignmentRunTable {
  id: string;
  phaseId: string;
  startedBy: string;
  seatId: string;
  state: Generated<"running" | "proposed" | "unsolvable" | "failed">;
  options: ColumnType<any, any, any>;
  outcome: ColumnType<any, any, any>;
  startedAt: Date;
  endedAt: Date | null;
}

export interface AuditEntryTable {
  id: Generated<number>;
  at: Date;
  actorKind: string;
  personId: string | null;
  seatId: string | null;
  orgId: string | null;
  action: string;
  subjectType: string;
  subjectId: string | null;
  reason: string | null;
  detail: ColumnType<any, any, any>;
  requestId: string | null;
  origin: string | null;
  previousHash: string;
  hash: string;
  excludedPersonIds: Generated<string[]>;
}

export interface AuditHeadTable {
  onlyOne: Generated<boolean>;
  lastHash: string;
}

export interface BaseTable {
  id: string;
  slug: string;
  name: string;
  names: ColumnType<any, any, any>;
  mode: "demo" | "real";
  timeZone: Generated<string>;
  currency: Generated<string>;
  defaultLocale: Generated<string>;
  openedOn: string | null;
  settings: ColumnType<any, any, any>;
  createdAt: Generated<Date>;
  onlyOne: Generated<boolean>;
}

export interface BaseChangeTable {
  id: string;
  proposedValues: ColumnType<any, any, any>;
  reason: string | null;
  readerOrgIds: string[];
  proposedBy: string;
  proposedOrgId: string;
  proposedAt: Date;
  state: Generated<"open" | "approved" | "declined" | "withdrawn">;
  decidedBy: string | null;
  decidedOrgId: string | null;
  decidedAt: Date | null;
}

export interface BaseSetupTable {
  onlyOne: Generated<boolean>;
  codeHash: string;
  createdAt: Date;
}

export interface CallTable {
  id: string;
  slug: string;
  ownerOrgId: string;
  operatorOrgIds: string[];
  agreedOrgIds: Generated<string[]>;
  state: Generated<"draft" | "published" | "closed">;
  mode: Generated<"rolling" | "window">;
  opensAt: Date | null;
  softDeadlineAt: Date | null;
  hardDeadlineAt: Date | null;
  langs: Generated<string[]>;
  title: ColumnType<any, any, any>;
  teaser: ColumnType<any, any, any>;
  description: ColumnType<any, any, any>;
  faq: ColumnType<any, any, any>;
  rules: ColumnType<any, any, any>;
  tracks: ColumnType<any, any, any>;
  promisedDays: ColumnType<any, any, any>;
  sharesFeedback: Generated<boolean>;
  imageFileId: string | null;
  version: Generated<number>;
  createdBy: string;
  createdAt: Date;
  updatedAt: Date;
  publishedAt: Date | null;
  closedAt: Date | null;
  toldAt: Date | null;
}

export interface CallFormTable {
  id: string;
  callId: string;
  operatorOrgIds: string[];
  version: number;
  fields: ColumnType<any, any, any>;
  publishedAt: Date | null;
  createdBy: string;
  createdAt: Date;
}

export interface CallLetterTable {
  callId: string;
  outcome: "accepted" | "waitlisted" | "declined";
  lang: string;
  operatorOrgIds: string[];
  text: string;
  version: Generated<number>;
  writtenBy: string;
  writtenAt: Date;
}

export interface CallNeedTable {
  callId: string;
  needId: string;
  ownerOrgId: string;
}

export interface CallSubscriberTable {
  id: string;
  email: string;
  locale: string;
  key: string;
  askedAt: Date;
  confirmedAt: Date | null;
}

export interface CompanyTable {
  id: string;
  changeSeq: Generated<number>;
  name: string;
  legalName: string | null;
  formerNames: Generated<string[]>;
  otherNames: Generated<string[]>;
  lang: Generated<string>;
  oneLiner: Generated<string>;
  description: Generated<string>;
  tags: Generated<string[]>;
  field: string | null;
  topics: Generated<string[]>;
  country: string | null;
  city: string | null;
  foundedYear: number | null;
  teamSize: number | null;
  stage: string | null;
  status: Generated<string>;
  website: string | null;
  domain: string | null;
  certificates: Generated<string[]>;
  fundingTotalFen: number | null;
  sources: Generated<string[]>;
  provenance: ColumnType<any, any, any>;
  mergedIntoId: string | null;
  archivedAt: Date | null;
  erasedAt: Date | null;
  searchText: Generated<string>;
  version: Generated<number>;
  createdAt: Date;
  updatedAt: Date;
}

export interface CompanyContactTable {
  id: string;
  companyId: string;
  ownerOrgId: string;
  channel: "meeting" | "call" | "mail" | "event" | "message" | "other";
  companyPerson: Generated<string>;
  note: string;
  happenedOn: string;
  personId: string;
  createdAt: Date;
  removedAt: Date | null;
}

export interface CompanyEditTable {
  id: string;
  companyId: string;
  batchId: string;
  orgId: string | null;
  personId: string | null;
  before: ColumnType<any, any, any>;
  after: ColumnType<any, any, any>;
  editedAt: Date;
  undoneAt: Date | null;
}

export interface CompanyEmbeddingTable {
  companyId: string;
  model: string;
  textHash: string;
  scale: number;
  vector: Buffer;
  embeddedAt: Date;
  changeSeq: Generated<number>;
}

export interface CompanyImportTable {
  id: string;
  source: string;
  fileName: string;
  fileId: string | null;
  storageKey: string;
  fileSha256: string;
  fileBytes: number;
  mediaType: string;
  format: ColumnType<any, any, any>;
  mapping: ColumnType<any, any, any>;
  isDryRun: Generated<boolean>;
  status: "uploaded" | "queued" | "running" | "done" | "failed" | "cancelled";
  errorKey: string | null;
  errorValues: ColumnType<any, any, any>;
  rowsRead: Generated<number>;
  bytesRead: Generated<number>;
  createdCount: Generated<number>;
  updatedCount: Generated<number>;
  unchangedCount: Generated<number>;
  rejectedCount: Generated<number>;
  ownerOrgId: string | null;
  createdBy: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  origin: Generated<"upload" | "command_line" | "seed">;
  warnedCount: Generated<number>;
  dryRunResult: ColumnType<any | null, any, any>;
  attempts: Generated<number>;
  heartbeatAt: Date | null;
  runId: string | null;
  contentErasedAt: Date | null;
}

export interface CompanyImportRejectionTable {
  importId: string;
  rowNumber: number;
  ownerOrgId: string | null;
  raw: ColumnType<any, any, any>;
  reasons: ColumnType<any, any, any>;
  isRowKept: Generated<boolean>;
}

export interface CompanyMergeTable {
  id: string;
  survivingCompanyId: string;
  absorbedCompanyId: string;
  before: ColumnType<any, any, any>;
  mergedBy: string | null;
  mergedAt: Date;
  reason: string | null;
  undoneBy: string | null;
  undoneAt: Date | null;
}

export interface CompanyPassTable {
  id: string;
  companyId: string;
  ownerOrgId: string;
  needId: string | null;
  isNeedPrivate: Generated<boolean>;
  needUnitId: string | null;
  reasonCode: "too_early" | "no_fit" | "no_capacity" | "price" | "technology" | "team" | "certificate_missing" | "competitor" | "pure_consulting" | "region" | "legal" | "no_answer" | "other";
  note: Generated<string>;
  recheckKind: Generated<"none" | "date" | "funding" | "certificate" | "new_need">;
  recheckOn: string | null;
  recheckDetail: string | null;
  recheckBaseline: ColumnType<any, any, any>;
  recheckDueAt: Date | null;
  personId: string;
  passedAt: Date;
  batchId: string | null;
  withdrawnAt: Date | null;
  applicationId: string | null;
  excludedPersonIds: Generated<string[]>;
}

export interface CompanySourceTable {
  id: string;
  companyId: string;
  source: string;
  externalId: string;
  contentHash: string;
  raw: ColumnType<any, any, any>;
  importId: string | null;
  firstSeenAt: Date;
  lastSeenAt: Date;
}

export interface CompanyTranslationTable {
  companyId: string;
  lang: string;
  oneLiner: Generated<string>;
  description: Generated<string>;
  origin: "source" | "person" | "machine";
  isStale: Generated<boolean>;
  updatedAt: Date;
}

export interface DuplicateSuggestionTable {
  id: string;
  leftCompanyId: string;
  rightCompanyId: string;
  score: number;
  reasons: ColumnType<any, any, any>;
  status: Generated<"open" | "merged" | "different">;
  decidedBy: string | null;
  decidedAt: Date | null;
  createdAt: Date;
}

export interface FileTable {
  id: string;
  storageKey: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  subjectType: string;
  subjectId: string;
  ownerOrgId: string;
  uploadedBy: string | null;
  uploadedAt: Date;
  deletedAt: Date | null;
}

export interface GuestJurorTable {
  id: string;
  phaseId: string;
  operatorOrgIds: string[];
  ownerOrgId: string;
  invitationId: string;
  name: string;
  email: string;
  untilOn: string;
  most: number;
  personId: string | null;
  invitedBy: string;
  invitedAt: Date;
  revokedAt: Date | null;
}

export interface IdempotentResponseTable {
  key: string;
  actor: string;
  requestHash: string;
  status: number | null;
  body: ColumnType<any | null, any, any>;
  createdAt: Date;
}

export interface IndexCalibrationTable {
  indexName: string;
  calibrationId: string;
  averageLengths: number[];
  documents: number;
  calibratedAt: Date;
}

export interface InvitationTable {
  id: string;
  organisationId: string;
  invitedByOrgId: string | null;
  unitId: string | null;
  role: string;
  title: string | null;
  email: string;
  name: string;
  locale: Generated<string>;
  seatEndsAt: Date | null;
  secretHash: string;
  isLinkPrivate: Generated<boolean>;
  expiresAt: Date;
  invitedBy: string | null;
  createdAt: Date;
  acceptedAt: Date | null;
  acceptedBy: string | null;
  revokedAt: Date | null;
}

export interface InvoiceTable {
  id: string;
  orderId: string;
  milestoneId: string | null;
  pilotId: string;
  ownerOrgId: string;
  partyOrgIds: string[];
  number: string;
  amountMinor: number;
  currency: string;
  rate: Generated<number>;
  rateOn: string | null;
  rateSource: Generated<string>;
  issuedOn: string;
  dueOn: string | null;
  fileId: string | null;
  state: Generated<"received" | "approved" | "paid" | "rejected">;
  receivedBy: string;
  receivedAt: Date;
  approvedBy: string | null;
  approvedAt: Date | null;
  secondApprovedBy: string | null;
  secondApprovedAt: Date | null;
  paidBy: string | null;
  paidAt: Date | null;
  paidOn: string | null;
  paymentReference: Generated<string>;
  rejectedBy: string | null;
  rejectedAt: Date | null;
  rejectedReason: Generated<string>;
  version: Generated<number>;
  changeNumber: Generated<number>;
}

export interface LearningPauseTable {
  id: string;
  ownerOrgId: string;
  needId: string | null;
  pausedBy: string;
  pausedAt: Date;
}

export interface MailMessageTable {
  id: string;
  toAddress: string;
  subject: string;
  textBody: string;
  htmlBody: string | null;
  locale: string;
  status: "queued" | "sent" | "kept" | "failed";
  holdsSecret: Generated<boolean>;
  error: string | null;
  createdAt: Date;
  sentAt: Date | null;
  orgId: string | null;
  unsubscribeUrl: string | null;
}

export interface MatchFeedbackTable {
  needId: string;
  companyId: string;
  cameFromCompanyId: string | null;
  ownerOrgId: string;
  personId: string;
  verdict: "good" | "bad";
  reasonCode: string | null;
  note: Generated<string>;
  givenAt: Date;
}

export interface NeedTable {
  id: string;
  ownerOrgId: string;
  unitId: string;
  ownerPersonId: string;
  sponsorPersonId: string | null;
  title: Generated<string>;
  detail: Generated<string>;
  teaser: Generated<string>;
  lang: Generated<string>;
  field: string | null;
  topics: Generated<string[]>;
  tags: Generated<string[]>;
  languages: Generated<string[]>;
  budgetMinor: number | null;
  budgetCurrency: Generated<string>;
  decideBy: string | null;
  urgency: Generated<"low" | "normal" | "high">;
  visibility: Generated<"unit" | "host" | "people" | "teaser">;
  readerUnitIds: Generated<string[]>;
  readerPersonIds: Generated<string[]>;
  state: Generated<"draft" | "confirmed" | "open" | "shortlisted" | "piloting" | "solved" | "closed">;
  stateChangedAt: Date;
  closedReason: "solved_internally" | "no_match" | "no_budget" | "priority_changed" | "duplicate" | "project_ended" | "other" | null;
  copiedFromId: string | null;
  changeSeq: Generated<number>;
  version: Generated<number>;
  createdBy: string;
  createdAt: Date;
  updatedBy: string;
  updatedAt: Date;
  openedAt: Date | null;
}

export interface NeedEmbeddingTable {
  needId: string;
  ownerOrgId: string;
  model: string;
  textHash: string;
  scale: number;
  vector: Buffer;
  embeddedAt: Date;
}

export interface NeedRequirementTable {
  id: string;
  needId: string;
  ownerOrgId: string;
  position: number;
  level: "must" | "should";
  kind: "text" | "country" | "stage" | "team_size" | "founded_year" | "certificate" | "language";
  text: Generated<string>;
  value: ColumnType<any, any, any>;
}

export interface NeedStateChangeTable {
  id: string;
  needId: string;
  ownerOrgId: string;
  fromState: string | null;
  toState: string;
  reasonCode: string | null;
  reason: string | null;
  personId: string | null;
  changedAt: Date;
}

export interface OrderMilestoneTable {
  id: string;
  orderId: string;
  pilotId: string;
  ownerOrgId: string;
  partyOrgIds: string[];
  sentAt: Date | null;
  position: number;
  title: string;
  deliverable: Generated<string>;
  dueOn: string | null;
  amountMinor: number;
  state: Generated<"planned" | "delivered" | "accepted" | "returned">;
  deliveredBy: string | null;
  deliveredAt: Date | null;
  fileId: string | null;
  acceptedBy: string | null;
  acceptedAt: Date | null;
  returnReason: Generated<string>;
  changeNumber: Generated<number>;
}

export interface OrganisationTable {
  id: string;
  kind: "host" | "cloud_partner" | "zone" | "startup" | "investor";
  name: string;
  names: ColumnType<any, any, any>;
  mailDomain: string | null;
  companyId: string | null;
  createdAt: Date;
}

export interface OutboxEventTable {
  id: string;
  name: string;
  payload: ColumnType<any, any, any>;
  publishedAt: Date;
  requestId: string | null;
}

export interface PersonTable {
  id: string;
  kind: Generated<"human" | "service">;
  name: string;
  email: string;
  locale: Generated<string>;
  timeZone: string | null;
  demoPurpose: string | null;
  organisationIds: Generated<string[]>;
  deactivatedAt: Date | null;
  createdAt: Date;
  applicantSince: Date | null;
}

export interface PilotTable {
  id: string;
  number: string;
  needId: string;
  companyId: string;
  shortlistEntryId: string | null;
  ownerOrgId: string;
  unitId: string;
  startupOrgId: string | null;
  partyOrgIds: string[];
  readerOrgIds: string[];
  problemOwnerPersonId: string;
  problemOwnerName: string;
  startupContactPersonId: string | null;
  startupContactName: string | null;
  title: string;
  scope: Generated<string>;
  lang: Generated<string>;
  state: Generated<"proposed" | "scoped" | "contracting" | "ordered" | "running" | "evaluated" | "adopted" | "stopped">;
  stateChangedAt: Date;
  heldUntil: string | null;
  holdReason: string | null;
  startsOn: string | null;
  endsOn: string | null;
  decisionOn: string | null;
  extendedFromOn: string | null;
  nextOrder: Generated<string>;
  consequenceWithinDays: number | null;
  consequenceDueOn: string | null;
  consequenceDoneAt: Date | null;
  result: "met" | "partly" | "missed" | null;
  evaluatedAt: Date | null;
  offeredAt: Date | null;
  startupSeenAt: Date | null;
  sharedByHostAt: Date | null;
  sharedByStartupAt: Date | null;
  referenceByHost: "no" | "named" | "quoted" | null;
  referenceByStartup: "no" | "named" | "quoted" | null;
  version: Generated<number>;
  createdBy: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface PilotCalendarAddressTable {
  seatId: string;
  personId: string;
  renewal: Generated<number>;
  renewedAt: Date;
}

export interface PilotCheckTable {
  id: string;
  pilotId: string;
  ownerOrgId: string;
  answer: "allWell" | "needsHelp";
  personId: string;
  personName: string;
  checkedAt: Date;
}

export interface PilotCriterionTable {
  id: string;
  pilotId: string;
  ownerOrgId: string;
  partyOrgIds: string[];
  readerOrgIds: string[];
  position: number;
  metric: string;
  unit: Generated<string>;
  comparison: "atLeast" | "atMost" | "exactly";
  baseline: number | null;
  target: number;
  method: string;
  measuredBy: "host" | "startup" | "together" | "thirdParty";
  judgement: "met" | "partly" | "missed" | null;
  judgedValue: number | null;
  judgementReason: Generated<string>;
  judgedBy: string | null;
  judgedByName: Generated<string>;
  judgedAt: Date | null;
}

export interface PilotDutyTable {
  id: string;
  pilotId: string;
  ownerOrgId: string;
  kind: "decide" | "hold" | "start" | "end" | "consequence" | "owner";
  dueOn: string;
  told: Generated<number>;
  toldOn: string | null;
  escalatedAt: Date | null;
  settledAt: Date | null;
}

export interface PilotFileTable {
  id: string;
  pilotId: string | null;
  readerOrgIds: string[];
  storageKey: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  purpose: Generated<"file" | "document" | "agreement" | "delivery" | "invoice" | "measurement">;
  scanState: Generated<"unscanned" | "waiting" | "clean" | "infected" | "failed">;
  scanFinding: string | null;
  scannedAt: Date | null;
  uploadedBy: string | null;
  uploadedByName: Generated<string>;
  uploadedByOrgId: string | null;
  uploadedAt: Date;
  removedAt: Date | null;
}

export interface PilotGateTable {
  id: string;
  pilotId: string;
  ownerOrgId: string;
  partyOrgIds: string[];
  readerOrgIds: string[];
  fromState: string | null;
  toState: string;
  verdict: "go" | "hold" | "stop" | "extend" | "amend";
  reason: string | null;
  told: Generated<string>;
  untilOn: string | null;
  personId: string | null;
  personName: string;
  byMail: Generated<boolean>;
  decidedAt: Date;
}

export interface PilotGateNoteTable {
  gateId: string;
  pilotId: string;
  ownerOrgId: string;
  note: string;
}

export interface PilotHandoverTable {
  id: string;
  pilotId: string;
  ownerOrgId: string;
  part: "problemOwner" | "sponsor";
  fromPersonId: string | null;
  fromName: string;
  toPersonId: string | null;
  toName: string;
  personName: string;
  handedOverAt: Date;
}

export interface PilotInternalTable {
  pilotId: string;
  ownerOrgId: string;
  sponsorPersonId: string | null;
  budgetMinor: number | null;
  budgetCurrency: Generated<string>;
  budgetLine: Generated<string>;
  seriesContact: Generated<string>;
  note: Generated<string>;
}

export interface PilotLessonTable {
  id: string;
  pilotId: string;
  ownerOrgId: string;
  writerOrgId: string;
  partyOrgIds: string[];
  isShared: Generated<boolean>;
  kind: "worked" | "failed" | "advice";
  text: string;
  personId: string;
  personName: Generated<string>;
  writtenAt: Date;
}

export interface PilotMailTable {
  personId: string;
  kind: "daily" | "weekly";
  day: string;
  sentAt: Date;
}

export interface PilotMeasurementTable {
  id: string;
  pilotId: string;
  criterionId: string;
  ownerOrgId: string;
  partyOrgIds: string[];
  readerOrgIds: string[];
  value: number;
  measuredOn: string;
  note: Generated<string>;
  replacesId: string | null;
  fileId: string | null;
  side: "host" | "startup";
  personId: string;
  personName: string;
  writtenAt: Date;
}

export interface PilotMessageTable {
  id: string;
  pilotId: string;
  ownerOrgId: string;
  partyOrgIds: string[];
  side: "host" | "startup";
  personId: string;
  personName: string;
  text: string;
  writtenAt: Date;
}

export interface PilotMessageSeenTable {
  pilotId: string;
  side: "host" | "startup";
  ownerOrgId: string;
  partyOrgIds: string[];
  personName: string;
  seenAt: Date;
}

export interface PilotNoticeTable {
  id: string;
  pilotId: string;
  side: "host" | "startup";
  kind: string;
  detail: ColumnType<any, any, any>;
  byPersonId: string | null;
  isUrgent: Generated<boolean>;
  happenedAt: Date;
  sentAt: Date | null;
  eventId: string | null;
}

export interface PilotPulseTable {
  id: string;
  pilotId: string;
  ownerOrgId: string;
  partyOrgIds: string[];
  side: "host" | "startup";
  weekOn: string;
  mood: "good" | "mixed" | "bad";
  comment: Generated<string>;
  personId: string;
  personName: Generated<string>;
  givenAt: Date;
}

export interface PilotRiskTable {
  id: string;
  pilotId: string;
  ownerOrgId: string;
  partyOrgIds: string[];
  title: string;
  likelihood: number;
  impact: number;
  answer: Generated<string>;
  side: "host" | "startup";
  closedAt: Date | null;
  closedByName: Generated<string>;
  writtenBy: string;
  personName: Generated<string>;
  writtenAt: Date;
}

export interface PilotTermTable {
  id: string;
  pilotId: string;
  ownerOrgId: string;
  partyOrgIds: string[];
  kind: "backgroundIp" | "foregroundIp" | "data" | "publication";
  subject: string;
  belongsTo: "host" | "startup" | "both" | "thirdParty";
  useByOther: Generated<string>;
  untilOn: string | null;
  side: "host" | "startup";
  hostAgreedBy: string | null;
  hostAgreedAt: Date | null;
  startupAgreedBy: string | null;
  startupAgreedAt: Date | null;
  replacesId: string | null;
  endedAt: Date | null;
  endedReason: Generated<string>;
  writtenBy: string;
  writtenAt: Date;
}

export interface PurchaseOrderTable {
  id: string;
  pilotId: string;
  ownerOrgId: string;
  partyOrgIds: string[];
  number: string;
  amountMinor: number;
  currency: string;
  rate: Generated<number>;
  rateOn: string | null;
  rateSource: Generated<string>;
  state: Generated<"drafted" | "requested" | "approved" | "sent" | "confirmed" | "completed" | "cancelled">;
  requestedBy: string | null;
  requestedAt: Date | null;
  approvedBy: string | null;
  approvedAt: Date | null;
  returnedReason: Generated<string>;
  sentBy: string | null;
  sentAt: Date | null;
  confirmedBy: string | null;
  confirmedAt: Date | null;
  completedAt: Date | null;
  cancelledBy: string | null;
  cancelledAt: Date | null;
  cancelledReason: string | null;
  version: Generated<number>;
  changeNumber: Generated<number>;
  createdBy: string;
  createdAt: Date;
}

export interface ReadinessItemTable {
  id: string;
  pilotId: string;
  ownerOrgId: string;
  partyOrgIds: string[];
  kind: "supplierNumber" | "bankAccount" | "insurance" | "nda" | "dataProtection" | "informationSecurity" | "exportControl";
  after: Generated<string[]>;
  state: Generated<"waiting" | "provided" | "accepted" | "returned" | "notNeeded">;
  startupDays: number;
  hostDays: number;
  hostPersonId: string | null;
  hostPersonName: Generated<string>;
  startupPersonId: string | null;
  startupPersonName: Generated<string>;
  documentId: string | null;
  isReused: Generated<boolean>;
  validUntil: string | null;
  startedOn: string;
  providedOn: string | null;
  acceptedOn: string | null;
  firstAcceptedOn: string | null;
  startupDaysTaken: Generated<number>;
  hostDaysTaken: Generated<number>;
  warnedUntil: string | null;
  returnReason: Generated<string>;
  turnSince: Date;
  dueOn: string;
  version: Generated<number>;
}

export interface ReadinessMoveTable {
  id: string;
  pilotId: string;
  ownerOrgId: string;
  partyOrgIds: string[];
  kind: string;
  fromState: string;
  toState: string;
  reason: Generated<string>;
  side: "host" | "startup" | null;
  personName: Generated<string>;
  movedAt: Date;
}

export interface ReadinessTemplateTable {
  unitId: string;
  ownerOrgId: string;
  kind: "supplierNumber" | "bankAccount" | "insurance" | "nda" | "dataProtection" | "informationSecurity" | "exportControl";
  isNeeded: Generated<boolean>;
  after: Generated<string[]>;
  startupDays: number;
  hostDays: number;
  hostPersonId: string | null;
  changedAt: Date;
}

export interface ResponseDigestTable {
  personId: string;
  day: string;
  sentAt: Date;
}

export interface ReviewPhaseTable {
  id: string;
  callId: string;
  operatorOrgIds: string[];
  kind: "screening" | "review" | "jury";
  position: number;
  opensAt: Date | null;
  closesAt: Date | null;
  isBlind: Generated<boolean>;
  otherReviews: Generated<"never" | "afterOwn" | "always">;
  otherScores: Generated<"never" | "afterOwn" | "always">;
  reviewerNames: Generated<"never" | "afterOwn" | "always">;
  rubrics: ColumnType<any, any, any>;
  reviewsWanted: Generated<number>;
  hadBegun: Generated<boolean>;
}

export interface ReviewerExpertiseTable {
  personId: string;
  operatorOrgIds: string[];
  text: Generated<string>;
  topics: Generated<string[]>;
  updatedAt: Date;
}

export interface ReviewerLoadTable {
  phaseId: string;
  personId: string;
  operatorOrgIds: string[];
  name: string;
  most: number;
  least: Generated<number>;
  tracks: Generated<string[]>;
  leftAt: Date | null;
}

export interface ReviewerTieTable {
  id: string;
  personId: string;
  kind: "formerEmployer" | "invested" | "advised" | "family" | "competitor" | "other";
  firmName: string;
  domain: string | null;
  toldAt: Date;
}

export interface SavedSearchTable {
  id: string;
  ownerOrgId: string;
  personId: string;
  subject: "companies" | "needs" | "applications" | "pilots";
  name: string;
  query: ColumnType<any, any, any>;
  alert: Generated<"none" | "daily" | "weekly">;
  lastAlertAt: Date | null;
  unseenCount: Generated<number>;
  isShared: Generated<boolean>;
  createdAt: Date;
  isDefault: Generated<boolean>;
}

export interface SeatTable {
  id: string;
  personId: string;
  organisationId: string;
  unitId: string | null;
  role: "scout" | "need_owner" | "expert" | "reviewer" | "cloud_steward" | "base_manager" | "steering_member" | "zone_reporter" | "investor" | "founder" | "team_member" | "administrator";
  title: string | null;
  endsAt: Date | null;
  endedAt: Date | null;
  createdAt: Date;
}

export interface ShortlistEntryTable {
  id: string;
  needId: string;
  companyId: string;
  cameFromCompanyId: string | null;
  ownerOrgId: string;
  stage: "longlist" | "shortlist" | "contacted" | "meeting" | "chosen" | "passed";
  position: Generated<number>;
  fit: number | null;
  reasons: ColumnType<any, any, any>;
  passId: string | null;
  stageBeforePass: string | null;
  addedBy: string;
  addedAt: Date;
  updatedAt: Date;
  removedAt: Date | null;
}

export interface ShortlistNoteTable {
  id: string;
  entryId: string;
  ownerOrgId: string;
  personId: string;
  note: string;
  writtenAt: Date;
  removedAt: Date | null;
}

export interface ShortlistVoteTable {
  entryId: string;
  personId: string;
  ownerOrgId: string;
  vote: number;
  comment: Generated<string>;
  votedAt: Date;
}

export interface StartupDocumentTable {
  id: string;
  companyId: string;
  startupOrgId: string | null;
  readerOrgIds: string[];
  kind: "supplierNumber" | "bankAccount" | "insurance" | "nda" | "dataProtection" | "informationSecurity" | "exportControl";
  fileId: string | null;
  details: ColumnType<any, any, any>;
  validUntil: string | null;
  givenForPilotId: string | null;
  givenBy: string;
  givenByName: Generated<string>;
  givenAt: Date;
  replacedAt: Date | null;
}

export interface UnitTable {
  id: string;
  organisationId: string;
  name: string;
  names: ColumnType<any, any, any>;
  city: string | null;
  closedAt: Date | null;
  createdAt: Date;
}

export interface WeeklyMailChoiceTable {
  personId: string;
  key: string;
  endedAt: Date | null;
}

export interface DB {
  adoption: AdoptionTable;
  agreement: AgreementTable;
  agreementSignature: AgreementSignatureTable;
  agreementTemplate: AgreementTemplateTable;
  answerLink: AnswerLinkTable;
  apiToken: ApiTokenTable;
  application: ApplicationTable;
  applicationAnswer: ApplicationAnswerTable;
  applicationAnswerAside: ApplicationAnswerAsideTable;
  applicationAuthor: ApplicationAuthorTable;
  applicationAuthorInvitation: ApplicationAuthorInvitationTable;
  applicationComment: ApplicationCommentTable;
  applicationConflict: ApplicationConflictTable;
  applicationDecision: ApplicationDecisionTable;
  applicationFile: ApplicationFileTable;
  applicationPresence: ApplicationPresenceTable;
  applicationProposal: ApplicationProposalTable;
  applicationReview: ApplicationReviewTable;
  applicationStateChange: ApplicationStateChangeTable;
  applicationSubmission: ApplicationSubmissionTable;
  applicationSubmissionPart: ApplicationSubmissionPartTable;
  applicationTurn: ApplicationTurnTable;
  assignmentRun: AssignmentRunTable;
  auditEntry: AuditEntryTable;
  auditHead: AuditHeadTable;
  base: BaseTable;
  baseChange: BaseChangeTable;
  baseSetup: BaseSetupTable;
  call: CallTable;
  callForm: CallFormTable;
  callLetter: CallLetterTable;
  callNeed: CallNeedTable;
  callSubscriber: CallSubscriberTable;
  company: CompanyTable;
  companyContact: CompanyContactTable;
  companyEdit: CompanyEditTable;
  companyEmbedding: CompanyEmbeddingTable;
  companyImport: CompanyImportTable;
  companyImportRejection: CompanyImportRejectionTable;
  companyMerge: CompanyMergeTable;
  companyPass: CompanyPassTable;
  companySource: CompanySourceTable;
  companyTranslation: CompanyTranslationTable;
  duplicateSuggestion: DuplicateSuggestionTable;
  file: FileTable;
  guestJuror: GuestJurorTable;
  idempotentResponse: IdempotentResponseTable;
  indexCalibration: IndexCalibrationTable;
  invitation: InvitationTable;
  invoice: InvoiceTable;
  learningPause: LearningPauseTable;
  mailMessage: MailMessageTable;
  matchFeedback: MatchFeedbackTable;
  need: NeedTable;
  needEmbedding: NeedEmbeddingTable;
  needRequirement: NeedRequirementTable;
  needStateChange: NeedStateChangeTable;
  orderMilestone: OrderMilestoneTable;
  organisation: OrganisationTable;
  outboxEvent: OutboxEventTable;
  person: PersonTable;
  pilot: PilotTable;
  pilotCalendarAddress: PilotCalendarAddressTable;
  pilotCheck: PilotCheckTable;
  pilotCriterion: PilotCriterionTable;
  pilotDuty: PilotDutyTable;
  pilotFile: PilotFileTable;
  pilotGate: PilotGateTable;
  pilotGateNote: PilotGateNoteTable;
  pilotHandover: PilotHandoverTable;
  pilotInternal: PilotInternalTable;
  pilotLesson: PilotLessonTable;
  pilotMail: PilotMailTable;
  pilotMeasurement: PilotMeasurementTable;
  pilotMessage: PilotMessageTable;
  pilotMessageSeen: PilotMessageSeenTable;
  pilotNotice: PilotNoticeTable;
  pilotPulse: PilotPulseTable;
  pilotRisk: PilotRiskTable;
  pilotTerm: PilotTermTable;
  purchaseOrder: PurchaseOrderTable;
  readinessItem: ReadinessItemTable;
  readinessMove: ReadinessMoveTable;
  readinessTemplate: ReadinessTemplateTable;
  responseDigest: ResponseDigestTable;
  reviewPhase: ReviewPhaseTable;
  reviewerExpertise: ReviewerExpertiseTable;
  reviewerLoad: ReviewerLoadTable;
  reviewerTie: ReviewerTieTable;
  savedSearch: SavedSearchTable;
  seat: SeatTable;
  shortlistEntry: ShortlistEntryTable;
  shortlistNote: ShortlistNoteTable;
  shortlistVote: ShortlistVoteTable;
  startupDocument: StartupDocumentTable;
  unit: UnitTable;
  weeklyMailChoice: WeeklyMailChoiceTable;
}
