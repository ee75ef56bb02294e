// Changes, joins and saves an index until it is killed; snapshot.test.ts kills it.
import { documentVersion } from "../../company-document.ts";
import { companyDocument, smallThesaurus } from "../../core/testing.ts";
import { calibrate, createTextAnalysis } from "../../core/text-analysis.ts";
import { IndexMaker } from "../index-maker.ts";
import type { SharedPart } from "../protocol.ts";

const file = process.argv[2]!;
const options = { thesaurus: smallThesaurus };
const analysis = createTextAnalysis(options);
const documents = Array.from({ length: 40 }, (_, at) =>
  companyDocument({ id: `c${at}`, lang: "en", name: `Firm ${at}`, oneLiner: "Battery diagnostics for fleets" }),
);
const calibration = calibrate(documents, analysis);
const maker = new IndexMaker(options, analysis, "child");
maker.prepare(1, calibration);
let parts: SharedPart[] = [];
process.stdout.write("begun");
for (let round = 0; ; round++) {
  const from = (round * 7) % documents.length;
  const change = maker.change(1, parts, documents.slice(from, from + 5), [`c${(round * 3) % documents.length}`]);
  const merged = maker.merge(1, change.parts);
  parts = maker.install(1, change.parts, change.parts, merged).parts;
  const facts = {
    documentVersion,
    baseId: "b",
    changeSeq: round,
    companies: change.size,
    builtAt: "",
    calibrationId: "one",
    calibration,
  };
  maker.save(file, facts, 1, parts);
}
