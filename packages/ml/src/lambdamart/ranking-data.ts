/** Rows to rank, in groups (one query, one served list): group q holds the rows `groupStarts[q]` up to `groupStarts[q + 1]`. */
export interface RankingData {
  readonly rows: number;
  readonly features: number;
  /** Row-major, rows × features. */
  readonly values: Float32Array;
  /** Grades, 0 irrelevant and up. */
  readonly labels: Float32Array;
  readonly groupStarts: Int32Array;
}

/** @throws RangeError when the sizes do not fit each other or a value is not finite. */
export function assertRankingData(data: RankingData): void {
  const { rows, features, values, labels, groupStarts } = data;
  const last = groupStarts[groupStarts.length - 1];
  if (values.length !== rows * features || labels.length !== rows || groupStarts[0] !== 0 || last !== rows)
    throw new RangeError(
      `Ranking data does not fit: ${rows} rows × ${features} features, ${values.length} values, ${labels.length} labels, groups end at ${last ?? 'nothing'}`,
    );
  for (let q = 1; q < groupStarts.length; q++) {
    if ((groupStarts[q] ?? 0) < (groupStarts[q - 1] ?? 0))
      throw new RangeError(`Group ${q} ends before it begins`);
  }
  if (!values.every(Number.isFinite)) throw new RangeError('Ranking data holds a value that is not finite');
  if (!labels.every((label) => label >= 0 && label <= 31))
    throw new RangeError('Ranking data holds a grade outside 0–31');
}
