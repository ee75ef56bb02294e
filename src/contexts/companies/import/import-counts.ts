/** How many rows of a file led to what; `warned` rows were imported without a cell or two. */
export interface ImportCounts {
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  warned: number;
}

export interface ImportProgress extends ImportCounts {
  /** Number of the last row whose batch is committed. */
  rowsRead: number;
  bytesRead: number;
  bytesTotal: number;
}

export const noCounts: ImportCounts = { created: 0, updated: 0, unchanged: 0, rejected: 0, warned: 0 };

export function addCounts(left: ImportCounts, right: ImportCounts): ImportCounts {
  return {
    created: left.created + right.created,
    updated: left.updated + right.updated,
    unchanged: left.unchanged + right.unchanged,
    rejected: left.rejected + right.rejected,
    warned: left.warned + right.warned,
  };
}

/** Columns of an import as it stands before its first row. */
export const fromTheStart = {
  isDryRun: false,
  rowsRead: 0,
  bytesRead: 0,
  createdCount: 0,
  updatedCount: 0,
  unchangedCount: 0,
  rejectedCount: 0,
  warnedCount: 0,
  startedAt: null,
};
