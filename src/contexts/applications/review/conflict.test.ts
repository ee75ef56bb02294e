import { expect, test } from "vitest";
import { type ApplicantTies, type ComparedNames, findConflicts, type PersonTies } from "./conflict.ts";

const compare: ComparedNames = {
  firmKeys: (name) => [name.toLowerCase().replace(/ (gmbh|ltd)$/, "")],
  isCommonDomain: (domain) => ["qq.com", "host.example"].includes(domain),
};
const stranger: PersonTies = {
  personId: "p1",
  name: "Jana Weiß",
  mailDomain: "jury.example",
  companyIds: [],
  organisationNames: [],
  disclosed: [],
};
const applicant: ApplicantTies = {
  companyId: "c1",
  firmNames: ["Cellsight GmbH", "Batterieblick"],
  domain: "cellsight.example",
  authorIds: ["p9"],
  mailDomains: ["cellsight.example", "qq.com", "host.example"],
  founderNames: ["Keller, Anna-Maria", "王伟"],
  investorNames: ["Donau Capital GmbH"],
  advisorNames: ["Piotr Nowak"],
};
const kinds = (person: Partial<PersonTies>, firm: Partial<ApplicantTies> = {}) =>
  findConflicts({ ...stranger, ...person }, { ...applicant, ...firm }, compare).map(({ kind }) => kind);

test("a stranger has no conflict, and a shared mail provider or an operator's own domain makes none", () => {
  expect(kinds({})).toEqual([]);
  expect([kinds({ mailDomain: "qq.com" }), kinds({ mailDomain: "host.example" }), kinds({ mailDomain: null })]).toEqual([
    [],
    [],
    [],
  ]);
});

test("each tie is found by what the facts share", () => {
  expect(kinds({ personId: "p9" })).toEqual(["sameOrganisation"]);
  expect(kinds({ companyIds: ["c1"] })).toEqual(["sameOrganisation"]);
  expect(kinds({ companyIds: ["c1"] }, { companyId: null })).toEqual([]);
  expect(kinds({ mailDomain: "cellsight.example" })).toEqual(["sameMailDomain"]);
  expect(kinds({ name: "ANNA MARIA KELLER" })).toEqual(["coFounder"]);
  expect(kinds({ name: "王伟" })).toEqual(["coFounder"]);
  expect(kinds({ organisationNames: ["Donau Capital"] })).toEqual(["invested"]);
  expect(kinds({ name: "Piotr Nowak" })).toEqual(["advised"]);
  expect(kinds({ disclosed: [{ kind: "formerEmployer", firmName: "batterieblick", domain: null }] })).toEqual(["formerEmployer"]);
  expect(kinds({ disclosed: [{ kind: "family", firmName: "Zellsicht", domain: "cellsight.example" }] })).toEqual(["family"]);
});

test("a single given name is nobody, and several ties are all told, the strongest first", () => {
  expect(kinds({ name: "Anna" }, { founderNames: ["Anna"] })).toEqual([]);
  expect(
    kinds({
      mailDomain: "cellsight.example",
      name: "Anna Maria Keller",
      disclosed: [{ kind: "other", firmName: "Cellsight", domain: null }],
    }),
  ).toEqual(["sameMailDomain", "coFounder", "other"]);
});
