import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Document, type EngineOptions, MatchingEngine, type Need } from '../src/contexts/matching/core/engine.ts'
import { defaultTuning } from '../src/contexts/matching/core/query.ts'
import { loadThesaurus, type Thesaurus } from '../src/contexts/matching/core/thesaurus.ts'
import { createDictionary, invertEntries, parseCedict, parseWordPairs, type TranslationDictionary } from '../src/contexts/matching/core/translation.ts'
import { type Dataset, type DatasetDocument, type DatasetQuery, datasetDescriptions, loadDataset } from './datasets.ts'
import { mean, nDCG, recall, reciprocalRank } from './metrics.ts'
import { createPlainBm25 } from './plain-bm25.ts'

/** Ids best first for every query of a set. */
type Ranker = (queries: readonly DatasetQuery[]) => Map<string, string[]>

interface Variant {
  name: string
  prepare(dataset: Dataset): Ranker
}

interface EngineSwitches {
  thesaurus: boolean
  dictionary: boolean
  needWeights: boolean
  compounds: boolean
  feedback: boolean
}

const DEPTH = 100
const FEEDBACK_DOCUMENTS = 5
const EVERYTHING: EngineSwitches = { thesaurus: true, dictionary: true, needWeights: true, compounds: true, feedback: false }

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '/work/shared/data' },
    cedict: { type: 'string' },
    'german-pairs': { type: 'string' },
    'russian-pairs': { type: 'string' },
    set: { type: 'string', multiple: true },
    variant: { type: 'string', multiple: true },
    queries: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

const thesaurus = loadThesaurus(join(import.meta.dirname, '../src/contexts/matching/thesaurus'))
const dictionaries = loadDictionaries()

const variants: Variant[] = [
  { name: 'plain BM25', prepare: preparePlain },
  { name: 'ours', prepare: (dataset) => prepareEngine(dataset, EVERYTHING) },
  { name: 'ours + RM3', prepare: (dataset) => prepareEngine(dataset, { ...EVERYTHING, feedback: true }) },
  { name: 'no thesaurus', prepare: (dataset) => prepareEngine(dataset, { ...EVERYTHING, thesaurus: false }) },
  { name: 'no dictionary', prepare: (dataset) => prepareEngine(dataset, { ...EVERYTHING, dictionary: false }) },
  { name: 'no need weights', prepare: (dataset) => prepareEngine(dataset, { ...EVERYTHING, needWeights: false }) },
  { name: 'no compounds', prepare: (dataset) => prepareEngine(dataset, { ...EVERYTHING, compounds: false }) },
]

run()

function run(): void {
  console.log(`thesaurus: ${thesaurus.concepts.size} concepts; dictionaries: ${dictionaries.map(({ name }) => name).join(', ') || 'none'}`)
  const chosen = variants.filter(({ name }) => !options.variant || options.variant.includes(name))
  for (const description of datasetDescriptions) {
    if (options.set && !options.set.includes(description.name)) continue
    const dataset = loadDataset(options.data, description)
    if (typeof dataset === 'string') {
      console.log(`${description.name}: skipped, ${dataset}`)
      continue
    }
    for (const variant of chosen) report(dataset, variant)
  }
}

function report(dataset: Dataset, variant: Variant): void {
  const rank = variant.prepare(dataset)
  const limit = options.queries ? Number(options.queries) : dataset.queries.length
  const queries = everyNth(dataset.queries, limit)
  const start = performance.now()
  const rankings = rank(queries)
  const milliseconds = (performance.now() - start) / queries.length
  for (const lang of new Set(queries.map((query) => query.lang ?? '-'))) {
    const own = queries.filter((query) => (query.lang ?? '-') === lang)
    const measure = (metric: typeof nDCG, depth: number): number => {
      return mean(own.map(({ id }) => metric(rankings.get(id) ?? [], dataset.judgements.get(id) ?? new Map(), depth)))
    }
    const row = { set: dataset.name, lang, variant: variant.name, nDCG10: measure(nDCG, 10), MRR10: measure(reciprocalRank, 10), recall100: measure(recall, 100), ms: milliseconds }
    console.log(options.json ? JSON.stringify(row) : formatRow(row))
  }
}

function formatRow(row: { set: string; lang: string; variant: string; nDCG10: number; MRR10: number; recall100: number; ms: number }): string {
  const numbers = [row.nDCG10, row.MRR10, row.recall100].map((value) => value.toFixed(3)).join('  ')
  return `${row.set.padEnd(20)} ${row.lang.padEnd(3)} ${row.variant.padEnd(16)} ${numbers}  ${row.ms.toFixed(2)} ms`
}

/** An even spread over the set instead of its first part. */
function everyNth<Item>(items: readonly Item[], limit: number): Item[] {
  const step = Math.max(1, items.length / limit)
  return items.length <= limit ? [...items] : Array.from({ length: limit }, (_, index) => items[Math.floor(index * step)] as Item)
}

function preparePlain(dataset: Dataset): Ranker {
  const search = createPlainBm25(dataset.documents.map(({ id, title, text }) => ({ id, text: `${title} ${text}` })))
  return (queries) => new Map(queries.map(({ id, text }) => [id, search(text, DEPTH)]))
}

const emptyThesaurus: Thesaurus = loadThesaurus('')

function prepareEngine(dataset: Dataset, switches: EngineSwitches): Ranker {
  const engineOptions: EngineOptions = {
    thesaurus: switches.thesaurus ? thesaurus : emptyThesaurus,
    dictionaries: switches.dictionary ? dictionaries : [],
    splitCompounds: switches.compounds,
    tuning: defaultTuning,
  }
  const documents = new Map(dataset.documents.map((document) => [document.id, toDocument(document, dataset)]))
  const engine = MatchingEngine.buildIndex(documents.values(), engineOptions)
  return (queries) => {
    const needs = switches.needWeights ? engine.needStatistics(queries.map(toNeed)) : undefined
    return new Map(
      queries.map((query) => {
        const request = { query: toNeed(query), needs, top: DEPTH }
        const first = engine.search(request)
        if (!switches.feedback) return [query.id, first.hits.map(({ id }) => id)]
        const best = first.hits.slice(0, FEEDBACK_DOCUMENTS)
        const feedback = best.map(({ id, score }) => ({ document: documents.get(id) as Document, score }))
        return [query.id, engine.search({ ...request, feedback }).hits.map(({ id }) => id)]
      }),
    )
  }
}

function toDocument({ id, title, text, lang }: DatasetDocument, { titleIs }: Dataset): Document {
  const headline = titleIs === 'headline'
  return { id, lang, name: headline ? '' : title, oneLiner: headline ? title : '', description: text, tags: [], facets: {} }
}

function toNeed({ id, text, lang }: DatasetQuery): Need & { id: string } {
  return { id, title: '', text, requirements: [], tags: [], language: lang }
}

function loadDictionaries(): TranslationDictionary[] {
  const loaded: TranslationDictionary[] = []
  if (options.cedict && existsSync(options.cedict)) {
    const entries = parseCedict(readFileSync(options.cedict, 'utf8'))
    const licence = { licence: 'CC-BY-SA-4.0', attribution: 'CC-CEDICT, https://cc-cedict.org' }
    loaded.push(createDictionary({ name: 'CC-CEDICT zh-en', ...licence, from: 'zh', to: 'en' }, entries))
    loaded.push(createDictionary({ name: 'CC-CEDICT en-zh', ...licence, from: 'en', to: 'zh' }, invertEntries(entries)))
  }
  for (const [flag, from] of [['german-pairs', 'de'], ['russian-pairs', 'ru']] as const) {
    const path = options[flag]
    if (!path || !existsSync(path)) continue
    const source = { name: `${from}-en`, licence: 'see file', attribution: path, from, to: 'en' as const }
    loaded.push(createDictionary(source, parseWordPairs(readFileSync(path, 'utf8'))))
  }
  return loaded
}
