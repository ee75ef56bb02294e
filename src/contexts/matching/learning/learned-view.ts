import type { Context } from "#platform/context.ts";
import type { LearnedPart, MatchView } from "../views.ts";
import { changedWeights, type Learned, type Touched } from "./learned.ts";

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

/** What was learned that touches a company, in the reader's language. */
export const touchedView = ({ locale }: Pick<Context, "locale">, { factor, lessons }: Touched): MatchView["learned"] => ({
  factor,
  lessons: lessons.map((lesson) => ({
    concept: lesson.concept,
    label: labelIn(lesson.labels, locale),
    isMore: lesson.factor > 1,
  })),
});

const labelIn = (labels: Record<string, string>, locale: string): string =>
  labels[locale.split("-")[0]!] ?? labels.en ?? Object.values(labels)[0]!;
