import { expect, test } from "vitest";
import { calendarIn } from "#platform/base-calendar.ts";
import { responseClock } from "../response-clock.ts";
import { toldFeedback } from "./feedback.ts";
import { fillLetter, unknownPlaceholders } from "./letter.ts";

const nothing = { firm: "Cellsight", call: "Batteries", reference: "AB12", reasons: "", nextSteps: "", base: "The base" };

test("a letter names what it is about and leaves out a paragraph that has nothing to name", () => {
  const template = "{firm} applied to {call}.\n\nOur reasons:\n{reasons}\n\nWhere to go:\n{nextSteps}\n\nYours, {base}";
  expect(fillLetter(template, nothing)).toBe("Cellsight applied to Batteries.\n\nYours, The base");
  expect(fillLetter(template, { ...nothing, reasons: "– Too early" })).toBe(
    "Cellsight applied to Batteries.\n\nOur reasons:\n– Too early\n\nYours, The base",
  );
  expect(fillLetter("{firm}", { ...nothing, firm: "{call}" })).toBe("{call}");
  expect(unknownPlaceholders("{firm} {Firm} {price} {price}")).toEqual(["Firm", "price"]);
});

const review = (reviewerId: string, feedback: string, reviewerName: string | null = null) => ({
  reviewerId,
  reviewerName,
  feedback,
});
const shared = { isShared: true, sharesOnlyReview: false, seed: "s" };

test("feedback comes without names, in no order of its writers, and not from a single reviewer unless that was said", () => {
  const reviews = [review("a", "Bring data. Erik Expert", "Erik Expert"), review("b", "Hire sales.", "Rita"), review("c", " ")];
  const { texts, withheld } = toldFeedback(reviews, shared);
  expect([texts.toSorted(), withheld]).toEqual([["Bring data. …", "Hire sales."], null]);
  expect(toldFeedback(reviews.toReversed(), shared).texts).toEqual(texts);
  expect(toldFeedback([review("a", "Alone")], shared)).toEqual({ texts: [], withheld: "onlyReview" });
  expect(toldFeedback([review("a", "One"), review("a", "Two")], shared)).toEqual({ texts: [], withheld: "onlyReview" });
  expect(toldFeedback([review("a", "Alone")], { ...shared, sharesOnlyReview: true }).texts).toEqual(["Alone"]);
  expect(toldFeedback(reviews, { ...shared, isShared: false })).toEqual({ texts: [], withheld: "notShared" });
  expect(toldFeedback([review("a", ""), review("b", "")], shared)).toEqual({ texts: [], withheld: "none" });
});

test("a promise counts the base's working days: weekends and holidays do not, a weekend worked in exchange does", () => {
  const promised = { screening: 5, review: 5, waitlist: 5 };
  const untilIn = (since: string, calendar = calendarIn("Asia/Shanghai", new Date("2026-10-20T00:00:00Z"))) =>
    responseClock(
      { state: "submitted", outcome: null, isAskedBack: false, since: new Date(since), writersUntil: null },
      promised,
      calendar,
    );
  expect(untilIn("2026-10-12T02:00:00Z")).toMatchObject({ turn: "operators", until: "2026-10-19", isOverdue: true });
  // Sunday evening in London is Monday in Shanghai.
  expect(untilIn("2026-10-11T17:00:00Z")).toMatchObject({ until: "2026-10-19" });
  const off = ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"];
  const holidays = calendarIn("Asia/Shanghai", new Date("2026-10-08T00:00:00Z"), { off, worked: ["2026-10-10"] });
  expect(untilIn("2026-09-30T02:00:00Z", holidays)).toMatchObject({ until: "2026-10-13", isOverdue: false });
});
