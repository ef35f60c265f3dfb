import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { Category } from '../domain/premise_facts.ts'
import { errors } from '../errors.ts'
import { lockPremise } from './locked_premise.ts'

export interface EconomiesChange {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly from: CivilDate
  /** Economies of each category from then on; none where absent. */
  readonly economies: Counts
  readonly reason: string | null
  readonly by: string
  readonly at: Date
}

type Counts = Readonly<Record<Category, number>>

export interface ChangedEconomies {
  readonly registrationNumber: string
  readonly before: Counts
  readonly after: Counts
}

interface OpenRow {
  readonly category: Category
  readonly economies: number
  readonly from_on: CivilDate
}

/**
 * Changes the economies of a premise from a day on. Rows that end keep the days they had, so every past month counts as
 * it did; a category that does not change keeps its row. Errors: E_REGISTRY_ECONOMIES_*, E_REGISTRY_PREMISE_UNKNOWN.
 */
export async function changeEconomies(tx: Tx, change: EconomiesChange): Promise<ChangedEconomies> {
  const { premiseId, from } = change
  const premise = await lockPremise(tx, change)
  if (premise.kind === 'condominium_master') {
    throw errors.E_REGISTRY_ECONOMIES_MASTER({ premise: premiseId })
  }
  const open = await openRows(tx, premiseId)
  const before: Counts = Object.fromEntries(open.map((row) => [row.category, row.economies]))
  const after: Counts = Object.fromEntries(
    Object.entries(change.economies).filter(([, count]) => count > 0)
  )
  await checkCategories(tx, change.municipalityId, Object.keys(after))
  const categories = new Set([...Object.keys(before), ...Object.keys(after)])
  const changed = [...categories].filter((category) => before[category] !== after[category])
  check(premiseId, { open, after, changed, from })
  await query(
    tx,
    `update registry_premise_economies set until_on = ?
      where premise_id = ? and until_on is null and category = any(?::text[])`,
    [addDays(from, -1), premiseId, changed]
  )
  await insertRows(tx, change, { changed, after })
  return { registrationNumber: premise.registration_number, before, after }
}

const openRows = (tx: Tx, premiseId: bigint) =>
  query<OpenRow>(
    tx,
    'select category, economies, from_on from registry_premise_economies where premise_id = ? and until_on is null',
    [premiseId]
  )

async function checkCategories(
  tx: Tx,
  municipalityId: bigint,
  codes: readonly string[]
): Promise<void> {
  const known = await query<{ code: string }>(
    tx,
    'select code from registry_categories where municipality_id = ? and code = any(?::text[])',
    [municipalityId, [...codes]]
  )
  const missing = codes.find((code) => !known.some((row) => row.code === code))
  if (missing !== undefined) throw errors.E_REGISTRY_CATEGORY_UNKNOWN({ code: missing })
}

interface Proposal {
  readonly open: readonly OpenRow[]
  readonly after: Counts
  readonly changed: readonly Category[]
  readonly from: CivilDate
}

function check(premise: bigint, { open, after, changed, from }: Proposal): void {
  if (!Object.keys(after).length) throw errors.E_REGISTRY_ECONOMIES_NONE({ premise })
  if (!changed.length) throw errors.E_REGISTRY_ECONOMIES_SAME({ premise })
  const latest = open
    .map(({ from_on: since }) => since)
    .sort()
    .at(-1)
  if (latest !== undefined && latest >= from) {
    throw errors.E_REGISTRY_ECONOMIES_DATE({ premise, from, since: formatDate(latest) })
  }
}

async function insertRows(
  tx: Tx,
  { municipalityId, premiseId, from, reason, by, at }: EconomiesChange,
  { changed, after }: Pick<Proposal, 'changed' | 'after'>
): Promise<void> {
  for (const category of changed) {
    const count = after[category]
    if (count === undefined) continue
    await query(
      tx,
      `insert into registry_premise_economies
         (municipality_id, premise_id, category, economies, from_on, reason, changed_by, changed_at)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      [municipalityId, premiseId, category, count, from, reason, by, at]
    )
  }
}
