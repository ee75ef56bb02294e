import { createAnalyser } from "./analysis.ts";
import { createConceptRecogniser } from "./concept-recogniser.ts";
import type { Document, TextAnalysis } from "./document.ts";
import { createThesaurus, parseConcepts, type Thesaurus } from "./thesaurus.ts";

/** A document with nothing in it but what a test names. */
export function companyDocument(fields: Partial<Document> & { id: string }): Document {
  return { name: "", oneLiner: "", description: "", tags: [], facets: {}, ...fields };
}

export const smallThesaurus: Thesaurus = createThesaurus(
  parseConcepts(
    [
      "id\tbroader\trelated\ten\tde\tru\tzh",
      "electrification\t\t\telectrification\tElektrifizierung\tэлектрификация\t电动化",
      "battery-management\telectrification\t\tbattery management\tBatteriemanagement\tуправление батареей\t电池管理",
      "battery-diagnostics\tbattery-management\t\tbattery diagnostics | state of health\tBatteriediagnose | Batterie-Diagnose\tдиагностика батарей\t电池诊断 | 电池健康度",
      "lidar\t\t\tlidar | laser radar\tLidar\tлидар\t激光雷达",
      "internet-of-things\t\t\tinternet of things | IoT\tInternet der Dinge\tинтернет вещей\t物联网",
      "information-technology\t\t\tIT\tIT\tИТ\t信息技术",
      "vehicle-to-everything\t\t\tV2X\tV2X\tV2X\t车联万物 | V2X通信",
    ].join("\n"),
  ),
);

/** Analysis with the small thesaurus and a few German words; made once, because the Chinese dictionary takes time to load. */
export const smallAnalysis: TextAnalysis = (() => {
  const concepts = [...smallThesaurus.concepts.values()];
  const analyser = createAnalyser({ chineseTerms: concepts.flatMap(({ labels }) => labels.zh), germanVocabulary: [] });
  return { analyser, thesaurus: smallThesaurus, recogniser: createConceptRecogniser(smallThesaurus, analyser) };
})();
