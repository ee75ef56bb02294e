import { type Document, type DocumentReader, withAncestors } from "./document.ts";
import { LABEL_LANGUAGES } from "./thesaurus.ts";

export interface ProfileConcepts {
  id: string;
  /** What the text is about: concepts people assigned, those of its headline, name and tags, and those its description repeats. */
  about: { concept: string; labels: Record<string, string> }[];
  /** Every concept it mentions, with all wider ones. */
  mentioned: string[];
}

/** What a text names in passing is not what it is about. */
export function profileConcepts(document: Document, { read, thesaurus }: DocumentReader): ProfileConcepts {
  const { concepts: known } = thesaurus;
  const about = new Set(document.concepts ?? []);
  const mentioned = new Set(about);
  const told = new Set<string>();
  for (const { field, version, mentions } of read(document)) {
    for (const { concept } of mentions) {
      mentioned.add(concept);
      const inText = `${version} ${concept}`;
      if (field !== "description" || told.has(inText)) about.add(concept);
      told.add(inText);
    }
  }
  const wider = [...mentioned].flatMap((concept) => withAncestors(concept, thesaurus).map(([id]) => id));
  return {
    id: document.id,
    about: [...about].flatMap((concept) => {
      const labels = known.get(concept)?.labels;
      if (!labels) return [];
      return [
        { concept, labels: Object.fromEntries(LABEL_LANGUAGES.map((language) => [language, labels[language][0] ?? concept])) },
      ];
    }),
    mentioned: [...new Set(wider)].filter((concept) => known.has(concept)),
  };
}
