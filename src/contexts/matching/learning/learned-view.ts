import type { Context } from "#platform/context.ts";
import type { Reasons } from "../living-index/protocol.ts";
import type { LearnedPart, MatchView } from "../views.ts";
import { changedWeights, type Learned, type Lesson } from "./learned.ts";

export const learnedView = (
  { locale }: Pick<Context, "locale">,
  { state, pauses, judgements, needs, weights, lessons }: Learned,
): LearnedPart => ({
  state,
  pauses,
  judgements,
  needs,
  lessons: lessons.map(({ labels, ...lesson }) => ({ ...lesson, label: labelIn(labels, locale) })),
  weights: weights ? (changedWeights(weights) as LearnedPart["weights"]) : [],
});

/** The lessons that this company's profile meets. */
export function metLessons(
  { locale }: Pick<Context, "locale">,
  { lessons }: Learned,
  { reasons }: Reasons,
): MatchView["learned"]["lessons"] {
  const met = (lesson: Lesson) =>
    reasons.some(
      ({ via, concept, asked }) => concept === lesson.concept && (via === "example" ? asked.length === 0 : lesson.factor > 1),
    );
  return lessons.filter(met).map((lesson) => ({
    concept: lesson.concept,
    label: labelIn(lesson.labels, locale),
    isMore: lesson.factor > 1,
  }));
}

const labelIn = (labels: Record<string, string>, locale: string): string =>
  labels[locale.split("-")[0]!] ?? labels.en ?? Object.values(labels)[0]!;
