import { type Tx, query } from '#core/database/index'

/** Why something is issued outside the run, as forms offer it. */
export const reasonsOfIssue = (
  reader: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint
): Promise<{ code: string; title: string }[]> =>
  query(
    reader,
    'select code, title from billing_issue_reasons where municipality_id = ? and is_active order by position, title',
    [municipalityId]
  )
