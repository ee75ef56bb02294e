/** Where in a profile a need was met, and by what kind of evidence. */
export const places = ["name", "oneLiner", "description", "tags"] as const;
export type Place = (typeof places)[number];
export const evidenceKinds = ["word", "concept", "broader", "translation"] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** One idea of a need that a profile meets, with its share of the profile's text score. */
export interface MetIdea {
  via: string;
  share: number;
  places: readonly string[];
}

/** A company that was wanted or refused for a need, with what its profile says and how it met the need. */
export interface JudgedCompany {
  needId: string;
  companyId: string;
  isWanted: boolean;
  /** The concept that the reason given names, as "consulting only" does. */
  blamed: string | null;
  /** What its profile is about (core/profile-concepts.ts). */
  concepts: ReadonlySet<string>;
  /** Concepts the need asks for, with all wider ones; they teach nothing here. */
  asked: ReadonlySet<string>;
  /** Score ÷ best reachable score, and what it is made of. */
  fit: number;
  ideas: readonly MetIdea[];
}

export interface ConceptLesson {
  concept: string;
  factor: number;
  /** How many companies that say it were wanted and refused, for needs that do not ask for it. */
  wanted: number;
  refused: number;
}

export interface LearnedWeights {
  /** From how many judgements. */
  judgements: number;
  /** Strongest first. */
  concepts: ConceptLesson[];
  places: Record<Place, number>;
  kinds: Record<EvidenceKind, number>;
}

export interface LearningStrength {
  /** Judgements of no opinion that every concept starts with. */
  prior: number;
  /** How much of a log-ratio of rates becomes a factor. */
  conceptStep: number;
  /** Pull of the evidence weights back to 1, in compared pairs. */
  evidencePrior: number;
}

export const defaultStrength: LearningStrength = { prior: 25, conceptStep: 0.35, evidencePrior: 150 };

const lowest = 0.7;
const highest = 1.4;
/** Companies refused for a reason that names the concept, and of how many needs, before it counts. */
const fewestNamed = 3;
const fewestNeedsNaming = 2;
/** The same for companies wanted or refused for other reasons. */
const fewestCompared = 5;
const fewestNeedsCompared = 3;
const mostLessons = 6;
const leastEffect = 0.05;
/** What each refusal takes off a concept that its reason names. */
const blameStep = 0.07;
/** A concept with the factor 0.7 takes 0.06 of the text score of a company that is about it. */
const shareOfFactor = 0.2;
/** What all lessons together add to a company's text score or take from it at most. */
const mostLearned = 0.1;

export const noLearnedWeights: LearnedWeights = {
  judgements: 0,
  concepts: [],
  places: { name: 1, oneLiner: 1, description: 1, tags: 1 },
  kinds: { word: 1, concept: 1, broader: 1, translation: 1 },
};

/**
 * What an organisation's judgements in one field teach about its further needs: a concept counts less where companies that say it are
 * refused more often than others, and places and kinds of evidence count by how well they told wanted companies from refused ones of
 * the same need. All factors lie between 0.7 and 1.4 and stay near 1 while judgements are few.
 */
export function learnWeights(judged: readonly JudgedCompany[], strength: LearningStrength = defaultStrength): LearnedWeights {
  return { judgements: judged.length, concepts: conceptLessons(judged, strength), ...evidenceLessons(judged, strength) };
}

/**
 * By how much a profile's text score counts more or less: for the lessons on what it is about, and for the places and kinds of evidence
 * its score comes from. Never more than a tenth, however much was learned.
 */
export function learnedFactor(
  { places: byPlace, kinds }: LearnedWeights,
  lessons: readonly Pick<ConceptLesson, "factor">[],
  ideas: readonly MetIdea[],
): number {
  let learned = 0;
  for (const { factor } of lessons) learned += shareOfFactor * (factor - 1);
  for (const { at, amount } of ideas.flatMap(evidenceOf))
    learned += amount * ((at in byPlace ? byPlace[at as Place] : kinds[at as EvidenceKind]) - 1);
  return 1 + Math.min(mostLearned, Math.max(-mostLearned, learned));
}

function conceptLessons(judged: readonly JudgedCompany[], { prior, conceptStep }: LearningStrength): ConceptLesson[] {
  const all = new Set(judged.flatMap(({ concepts }) => [...concepts]));
  const lessons = [...all].flatMap((concept): ConceptLesson[] => {
    const counted = judged.filter(({ asked }) => !asked.has(concept));
    const saying = counted.filter(({ concepts }) => concepts.has(concept));
    const [wanted, refused] = [companiesOf(saying, true), companiesOf(saying, false)];
    const naming = saying.filter(({ blamed }) => blamed === concept);
    const blames = companiesOf(naming, false);
    const isNamed = blames >= fewestNamed && needsOf(naming) >= fewestNeedsNaming;
    const named = isNamed ? 1 - blameStep * Math.max(0, blames - wanted) : 1;
    const factor = bounded(named < 1 ? Math.min(named, compared()) : compared());
    return Math.abs(factor - 1) < leastEffect ? [] : [{ concept, factor, wanted, refused }];

    function compared(): number {
      const [isOften, isAcrossNeeds] = [Math.max(wanted, refused) >= fewestCompared, needsOf(saying) >= fewestNeedsCompared];
      const [allWanted, allRefused] = [companiesOf(counted, true), companiesOf(counted, false)];
      if (!isOften || !isAcrossNeeds || allWanted === 0 || allRefused === 0) return 1;
      const usual = allWanted / (allWanted + allRefused);
      const share = (wanted + prior * usual) / (wanted + refused + prior);
      return (oddsOf(share) / oddsOf(usual)) ** conceptStep;
    }
  });
  const strengthOf = ({ factor }: ConceptLesson) => Math.abs(Math.log(factor));
  return lessons.sort((a, b) => strengthOf(b) - strengthOf(a) || (a.concept < b.concept ? -1 : 1)).slice(0, mostLessons);
}

const companiesOf = (judged: readonly JudgedCompany[], isWanted: boolean): number =>
  new Set(judged.filter((each) => each.isWanted === isWanted).map(({ companyId }) => companyId)).size;

const oddsOf = (share: number): number => share / (1 - share);

const needsOf = (judged: readonly JudgedCompany[]): number => new Set(judged.map(({ needId }) => needId)).size;

type Dimension = Place | EvidenceKind;
const dimensions: readonly Dimension[] = [...places, ...evidenceKinds];
/** A tenth of the reachable score between two companies makes the better one seven times as likely to be wanted. */
const steepness = 20;
const steps = 400;

/**
 * Pairwise logistic regression ("RankSVM" pairs, Joachims, KDD 2002, with logistic loss) on the points each place and kind brings:
 * deviations from the weight 1, under a strong ridge penalty. What all points have in common is a weight of its own and not used,
 * because people refuse most of all what the ranking shows first.
 */
function evidenceLessons(
  judged: readonly JudgedCompany[],
  { evidencePrior }: LearningStrength,
): Pick<LearnedWeights, "places" | "kinds"> {
  const pairs = comparedPairs(judged);
  const deviations = new Float64Array(dimensions.length + 1);
  const priors = deviations.map((_, at) => (at < dimensions.length ? evidencePrior : 1));
  const rate = 1 / (evidencePrior + curvatureOf(pairs));
  for (let step = 0; step < steps && pairs.length > 0; step++) {
    const gradient = deviations.map((deviation, at) => priors[at]! * deviation);
    for (const { weight, difference } of pairs) {
      const lead = difference[dimensions.length]!;
      const margin = difference.reduce((sum, amount, at) => sum + amount * deviations[at]!, lead);
      const miss = weight / (1 + Math.exp(margin));
      for (let at = 0; at < gradient.length; at++) gradient[at]! -= miss * difference[at]!;
    }
    for (let at = 0; at < deviations.length; at++) deviations[at]! -= rate * gradient[at]!;
  }
  const weights = <At extends Dimension>(all: readonly At[]) =>
    Object.fromEntries(all.map((at) => [at, bounded(1 + deviations[dimensions.indexOf(at)]!)])) as Record<At, number>;
  return { places: weights(places), kinds: weights(evidenceKinds) };
}

interface Pair {
  weight: number;
  /** By how much the wanted company leads in each dimension; in all of them together last. */
  difference: Float64Array;
}

/**
 * Every wanted company beside the refused ones of its need. Pairs of about the same score tell most: people judge what the ranking
 * shows, and refuse its first before its last.
 */
function comparedPairs(judged: readonly JudgedCompany[]): Pair[] {
  return [...Map.groupBy(judged, ({ needId }) => needId).values()].flatMap((ofNeed) => {
    const refused = ofNeed.filter(({ isWanted }) => !isWanted).map(pointsOf);
    const wanted = ofNeed.filter(({ isWanted }) => isWanted).map(pointsOf);
    return wanted.flatMap((points) =>
      refused.map((others) => {
        const difference = points.map((amount, at) => amount - others[at]!);
        return { weight: likeness(difference[dimensions.length]!) / refused.length, difference };
      }),
    );
  });
}

const likeness = (lead: number): number => Math.exp(-(lead ** 2));

function pointsOf({ fit, ideas }: JudgedCompany): Float64Array {
  const points = new Float64Array(dimensions.length + 1);
  for (const { at, amount } of ideas.flatMap(evidenceOf)) points[dimensions.indexOf(at)]! += steepness * fit * amount;
  points[dimensions.length] = steepness * fit;
  return points;
}

/** Bound of the loss's second derivative, so that gradient steps never overshoot. */
const curvatureOf = (pairs: readonly Pair[]): number =>
  pairs.reduce(
    (sum, { weight, difference }) => sum + (weight / 4) * difference.reduce((square, each) => square + each * each, 0),
    0,
  );

/** An idea met in two places counts half for each; what judgements on the need itself pulled in is no evidence. */
function evidenceOf({ via, share, places: at }: MetIdea): { at: Dimension; amount: number }[] {
  if (share <= 0 || !evidenceKinds.includes(via as EvidenceKind)) return [];
  const known = places.filter((place) => at.includes(place));
  return [{ at: via as EvidenceKind, amount: share }, ...known.map((place) => ({ at: place, amount: share / known.length }))];
}

function bounded(factor: number): number {
  return Math.min(highest, Math.max(lowest, factor));
}
