import { z } from "zod";
import { companyBrief } from "#contexts/companies/index.ts";
import { pageOf } from "#platform/pages.ts";
import { feedbackReasons, feedbackVerdicts, shortlistStages } from "./shortlist-stage.ts";
import { verdicts } from "./verdict.ts";

const named = z.object({ id: z.uuid(), name: z.string() });

const segment = z.object({ text: z.string(), mark: z.enum(["word", "concept"]).nullable() });

/** A field of the profile in one language, cut to what matched. */
export const matchedText = z.object({
  field: z.enum(["name", "oneLiner", "description", "tags"]),
  lang: z.string(),
  isTranslation: z.boolean(),
  segments: z.array(segment),
});
export type MatchedText = z.output<typeof matchedText>;

export const matchReason = z.object({
  via: z.enum(["word", "concept", "broader", "translation", "feedback", "example"]),
  /** Words of the need, and the words of the profile they met. */
  asked: z.array(z.string()),
  found: z.array(z.string()),
  fields: z.array(z.string()),
  /** The idea both belong to, in the reader's language. */
  concept: z.string().nullable(),
  /** Where need and profile say the same in two languages ("Batteriediagnose" → "电池诊断"). */
  bridge: z.object({ from: z.string(), fromLanguage: z.string(), to: z.string(), toLanguage: z.string() }).nullable(),
  /** Share of the text score; negative where feedback pushes away. */
  share: z.number(),
});
export type MatchReason = z.output<typeof matchReason>;

export const requirementOutcome = z.object({
  id: z.uuid(),
  level: z.enum(["must", "should"]),
  kind: z.string(),
  text: z.string(),
  value: z.record(z.string(), z.unknown()),
  verdict: z.enum(verdicts),
  evidence: z.array(z.string()),
  coverage: z.number().nullable(),
});
export type RequirementOutcome = z.output<typeof requirementOutcome>;

/** What speaks against a company, whatever its profile says. */
export const objection = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("pass"),
    isThisNeed: z.boolean(),
    reasonCode: z.string(),
    note: z.string(),
    personName: z.string().nullable(),
    at: z.date(),
    /** The re-check the pass asked for is due: look again. */
    isDue: z.boolean(),
  }),
  z.object({
    kind: z.literal("feedback"),
    reasonCode: z.string().nullable(),
    note: z.string(),
    personName: z.string().nullable(),
    at: z.date(),
  }),
  z.object({ kind: z.literal("status"), status: z.string() }),
]);
export type Objection = z.output<typeof objection>;

export const scoreParts = z.object({
  text: z.number(),
  requirements: z.number().nullable(),
  meaning: z.number().nullable(),
  caution: z.number(),
});

export const companyFacts = companyBrief.omit({ legalName: true, tags: true, mergedIntoId: true, archivedAt: true });
export type CompanyFacts = z.output<typeof companyFacts>;

const reasonsShape = {
  texts: z.array(matchedText),
  reasons: z.array(matchReason),
  /** Words of the need that the profile does not meet, heaviest first. */
  missing: z.array(z.string()),
};

/** What the organisation's judgements on other needs of the field taught; a lesson names a concept, never a word of a need. */
export const lesson = z.object({
  concept: z.string(),
  /** In the reader's language. */
  label: z.string(),
  /** 0.7 to 1.4: below 1 companies that say it count less. */
  factor: z.number(),
  wanted: z.number().int(),
  refused: z.number().int(),
  /** Refused for a reason that names it. */
  isNamed: z.boolean(),
  /** Judgements behind it, of needs the reader may read. */
  evidence: z.array(
    z.object({
      company: named,
      need: named.omit({ name: true }).extend({ title: z.string(), lang: z.string() }),
      isWanted: z.boolean(),
    }),
  ),
});
export type Lesson = z.output<typeof lesson>;

export const learnedPart = z.object({
  /** Used, left out of this view, switched off by a curator, or nothing learned yet. */
  state: z.enum(["used", "ignored", "paused", "nothing"]),
  pauses: z.object({ need: z.boolean(), organisation: z.boolean() }),
  /** From how many judgements on how many needs. */
  judgements: z.number().int(),
  needs: z.number().int(),
  lessons: z.array(lesson),
  /** Places and kinds of evidence that count more or less. */
  weights: z.array(
    z.object({
      of: z.enum(["name", "oneLiner", "description", "tags", "word", "concept", "broader", "translation"]),
      factor: z.number(),
    }),
  ),
});
export type LearnedPart = z.output<typeof learnedPart>;

export const matchView = z.object({
  company: companyFacts,
  rank: z.number().int(),
  /** 0 to 1, made of `parts`. */
  fit: z.number(),
  parts: scoreParts,
  ...reasonsShape,
  requirements: z.array(requirementOutcome),
  against: z.array(objection),
  /** What was learned from other needs that touches this company. */
  learned: z.object({
    /** 0.9 to 1.1: by how much its text counts more or less. */
    factor: z.number(),
    lessons: z.array(z.object({ concept: z.string(), label: z.string(), isMore: z.boolean() })),
  }),
  /** Its place on the need's list. */
  entry: z.object({ id: z.uuid(), stage: z.enum(shortlistStages) }).nullable(),
  feedback: z.object({
    mine: z
      .object({ verdict: z.enum(feedbackVerdicts), reasonCode: z.enum(feedbackReasons).nullable(), note: z.string() })
      .nullable(),
    good: z.number().int(),
    bad: z.number().int(),
  }),
});
export type MatchView = z.output<typeof matchView>;

export const indexStatus = z.object({
  state: z.enum(["building", "ready", "failed"]),
  indexed: z.number().int(),
  total: z.number().int(),
});

export const matchPage = pageOf(matchView).extend({
  index: indexStatus,
  /** Companies left out by a must that is a fact, by requirement; one company may fail several. */
  excluded: z.object({
    total: z.number().int(),
    by: z.array(
      z.object({
        requirementId: z.uuid(),
        kind: z.string(),
        text: z.string(),
        value: z.record(z.string(), z.unknown()),
        count: z.number().int(),
      }),
    ),
    areShown: z.boolean(),
  }),
  /** Companies passed on for this need, left out unless asked for. */
  passed: z.object({ total: z.number().int(), areShown: z.boolean() }),
  /** The text was longer than is read. */
  textCut: z.boolean(),
  /** Filter → choice → companies it would find, the other filters staying as they are. */
  facets: z.record(z.string(), z.record(z.string(), z.number().int())),
  /** Closeness by meaning: off, part of the score, or left out until the jobs have made the vectors. */
  meaning: z.enum(["off", "used", "pending"]),
  learned: learnedPart,
  can: z.object({ curate: z.boolean(), judge: z.boolean(), pauseLearning: z.boolean(), pauseAllLearning: z.boolean() }),
});
export type MatchPage = z.output<typeof matchPage>;

export const needMatchView = z.object({
  need: named.omit({ name: true }).extend({ title: z.string(), lang: z.string(), state: z.string() }),
  fit: z.number(),
  parts: scoreParts,
  ...reasonsShape,
  requirements: z.array(requirementOutcome),
  entry: z.object({ id: z.uuid(), stage: z.enum(shortlistStages) }).nullable(),
});
export type NeedMatchView = z.output<typeof needMatchView>;

export const companyNeeds = z.object({ items: z.array(needMatchView), index: indexStatus });
export type CompanyNeeds = z.output<typeof companyNeeds>;

export const textMatchView = z.object({
  company: companyFacts,
  rank: z.number().int(),
  score: z.number(),
  fit: z.number(),
  ...reasonsShape,
});
export type TextMatchView = z.output<typeof textMatchView>;

export const textMatches = z.object({
  items: z.array(textMatchView),
  total: z.number().int(),
  index: indexStatus,
  meaning: matchPage.shape.meaning,
});
export type TextMatches = z.output<typeof textMatches>;
