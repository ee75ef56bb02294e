import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#platform/context.ts";
import { seesWholeCall } from "../policy.ts";

// What one reader knows of the applications of a list, as parts of a query over app.application. The same rules in words: review/phase.ts.

const written = sql`('assigned', 'started', 'submitted')`;

/** Whether the reader is told who applies: not where every phase in which they review it is blind. */
export const showsApplicant = (actor: Actor): RawBuilder<boolean> =>
  seesWholeCall(actor)
    ? sql<boolean>`true`
    : sql<boolean>`exists (select 1 from app.application_review own join app.review_phase phase on phase.id = own.phase_id
        where own.application_id = app.application.id and own.reviewer_person_id = ${actor.personId}::uuid
          and own.state in ${written} and not phase.is_blind)`;

/** A review somebody wrote who turned out to have a tie stands, and counts no more. */
const isUntied = sql`review.reviewer_person_id <> all (review.excluded_person_ids)`;

/** Mean of the scores the reader sees; null while there are none. */
export const seenMean = (actor: Actor): RawBuilder<number | null> =>
  seesWholeCall(actor)
    ? sql<number | null>`(select avg(review.score) from app.application_review review
        where review.application_id = app.application.id and review.state = 'submitted' and ${isUntied})`
    : sql<
        number | null
      >`(select avg(review.score) from app.application_review review join app.review_phase phase on phase.id = review.phase_id
        where review.application_id = app.application.id and review.state = 'submitted' and ${isUntied}
          and (review.reviewer_person_id = ${actor.personId}::uuid or exists (select 1 from app.application_review own
            where own.application_id = review.application_id and own.phase_id = review.phase_id
              and own.reviewer_person_id = ${actor.personId}::uuid and own.state in ${written}
              and (phase.other_scores = 'always' or phase.other_scores = 'afterOwn' and own.state = 'submitted'))))`;

/** How far the reviews are that the reader counts: all of them for those who follow the call, else the own. */
export const reviewState = (actor: Actor): RawBuilder<"none" | "open" | "complete"> =>
  sql<"none">`(select case when count(*) = 0 then 'none' when bool_and(review.state = 'submitted') then 'complete' else 'open' end
    from app.application_review review where review.application_id = app.application.id and review.state in ${written}
      and (${seesWholeCall(actor)}::boolean or review.reviewer_person_id = ${actor.personId}::uuid))`;

/** Whether the reader reads the answers: a reviewer once they have begun. */
const readsAnswers = (actor: Actor): RawBuilder<boolean> =>
  seesWholeCall(actor)
    ? sql<boolean>`true`
    : sql<boolean>`exists (select 1 from app.application_review own where own.application_id = app.application.id
        and own.reviewer_person_id = ${actor.personId}::uuid and own.state in ('started', 'submitted'))`;

/** An answer as the reader reads it: without the name of a firm that is hidden. */
const readable = (actor: Actor): RawBuilder<string> =>
  sql<string>`case when ${showsApplicant(actor)} then said #>> '{}'
    else replace(lower(said #>> '{}'), lower(app.application.firm_name), '') end`;

/** Whether a text stands in what the reader may read of an application: what was handed in last, and what was said of it. */
export const saysWithin = (actor: Actor, pattern: string): RawBuilder<boolean> =>
  sql<boolean>`(app.application.reference ilike ${pattern}
    or (app.application.firm_name ilike ${pattern} and ${showsApplicant(actor)})
    or exists (select 1 from app.application_submission_part part
      join app.application_submission submission on submission.id = part.submission_id
      join app.call_form form on form.id = submission.form_id
      cross join lateral jsonb_each(part.answers) given
      cross join lateral jsonb_path_query(given.value, 'strict $.**') said
      where part.application_id = app.application.id and jsonb_typeof(said) = 'string' and ${readsAnswers(actor)}
        and ${readable(actor)} ilike ${pattern}
        and submission.id = (select latest.id from app.application_submission latest
          where latest.application_id = app.application.id order by latest.submitted_at desc, latest.id desc limit 1)
        and (${showsApplicant(actor)} or not exists (select 1 from jsonb_array_elements(form.fields) asked
          where asked ->> 'key' = given.key and (asked ->> 'isIdentifying')::boolean)))
    or exists (select 1 from app.application_review review where review.application_id = app.application.id
      and review.comment ilike ${pattern} and (review.reviewer_person_id = ${actor.personId}::uuid
        or (${seesWholeCall(actor)}::boolean and review.state = 'submitted')))
    or (${seesWholeCall(actor)}::boolean and exists (select 1 from app.application_comment said
      where said.application_id = app.application.id and said.text ilike ${pattern})))`;
