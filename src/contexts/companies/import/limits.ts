/** What one file may ask of the server; the guide for operators names the same numbers. */
export const limits = {
  /** Characters of one line of CSV or JSONL, and of one CSV record over several lines. */
  recordCharacters: 1_000_000,
  nameCharacters: 200,
  oneLinerCharacters: 500,
  descriptionCharacters: 20_000,
  shortTextCharacters: 300,
  identifierCharacters: 200,
  listItems: 50,
  columns: 500,
  /** A workbook is held in memory while it is read. */
  workbookBytes: 100 * 1024 * 1024,
  workbookUncompressedBytes: 256 * 1024 * 1024,
  compressionRatio: 200,
  /** Below this many bytes a high compression ratio does no harm. */
  harmlessBytes: 64 * 1024 * 1024,
  sampleBytes: 512 * 1024,
  previewRows: 10,
  batchRows: 1000,
  /** Further funding rounds kept with one company. */
  nestedRows: 200,
  /** Rejected rows kept for download; the rest is only counted. */
  keptRejections: 50_000,
  /** Days after its end for which an import keeps its file, first rows and rejected rows. */
  keptDays: 30,
} as const;
