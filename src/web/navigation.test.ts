import { expect, test } from "vitest";
import { type Actor, visitor } from "#platform/context.ts";
import { activeItem } from "./active-item.ts";
import { navigationOf } from "./navigation.ts";

const seat = (role: string, organisationKind: string): Actor => ({
  ...visitor,
  kind: "person",
  personId: "p",
  seatId: "s",
  role,
  organisationId: "o",
  organisationKind,
});
const idsOf = (actor: Actor) => navigationOf(actor).flatMap((group) => group.items.map((item) => item.id));

test("each seat is offered what it may open", () => {
  expect(idsOf(seat("scout", "host"))).toEqual([
    "home",
    "needs",
    "pilots",
    "orders",
    "calls",
    "applications",
    "reviews",
    "companies",
    "imports",
    "duplicates",
  ]);
  expect(idsOf(seat("founder", "startup"))).toEqual(["home", "pilots", "documents", "firm", "people"]);
  expect(idsOf(seat("zone_reporter", "zone"))).toEqual(["home"]);
  expect(idsOf(seat("administrator", "cloud_partner"))).toEqual([
    "home",
    "calls",
    "applications",
    "reviews",
    "companies",
    "imports",
    "duplicates",
    "people",
    "units",
    "jobs",
    "mail",
    "audit",
    "settings",
  ]);
});

test("a page lights the nearest entry above it", () => {
  const items = [{ to: "/" }, { to: "/companies" }, { to: "/companies/imports" }];
  const active = (pathname: string) => activeItem(pathname, items)?.to;
  expect([
    active("/"),
    active("/companies"),
    active("/companies/7"),
    active("/companies/imports/3"),
    active("/account"),
    active("/companiesx"),
  ]).toEqual(["/", "/companies", "/companies", "/companies/imports", undefined, undefined]);
});
