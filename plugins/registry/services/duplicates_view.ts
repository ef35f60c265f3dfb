import { type Tx, query } from '#core/database/index'
import { pagerOf } from '#core/web/index'
import { REASON_WORDS } from '../domain/duplicate_policy.ts'

type Reader = Pick<Tx, 'rawQuery'>

export interface PairRow {
  readonly id: bigint
  readonly first_id: bigint
  readonly second_id: bigint
  readonly score: string
  readonly reasons: readonly string[]
  readonly status: string
  readonly decided_at: Date | null
  readonly decided_by: string | null
  readonly first_name: string
  readonly first_code: string
  readonly first_taxpayer: string | null
  readonly second_name: string
  readonly second_code: string
  readonly second_taxpayer: string | null
}

const PAGE_SIZE = 50
const STATUS_TITLES = [
  { value: 'open', title: 'A decidir' },
  { value: 'not_same', title: 'Não são a mesma pessoa' },
  { value: 'merged', title: 'Unificados' },
]

const PAIRS = `select d.*, a.name as first_name, a.code as first_code, a.taxpayer_id as first_taxpayer,
         b.name as second_name, b.code as second_code, b.taxpayer_id as second_taxpayer
    from registry_duplicate_pairs d join registry_customers a on a.id = d.first_id join registry_customers b on b.id = d.second_id
   where d.municipality_id = ?`

/** A page of the queue, most alike first. */
export async function duplicatesView(
  reader: Reader,
  municipalityId: bigint,
  { status, page }: { readonly status: string; readonly page: number }
) {
  const counts = await query<{ status: string; n: number }>(
    reader,
    'select status, count(*)::int as n from registry_duplicate_pairs where municipality_id = ? group by status',
    [municipalityId]
  )
  const countOf = (wanted: string) => counts.find((one) => one.status === wanted)?.n ?? 0
  const pairs = await query<PairRow>(
    reader,
    `${PAIRS} and d.status = ? order by d.score desc, d.id limit ? offset ?`,
    [municipalityId, status, PAGE_SIZE, (page - 1) * PAGE_SIZE]
  )
  return {
    status,
    tabs: STATUS_TITLES.map((tab) => ({ ...tab, count: countOf(tab.value) })),
    pairs: pairs.map((pair) => ({
      ...pair,
      words: pair.reasons.map((code) => REASON_WORDS[code] ?? code),
    })),
    pager: pagerOf({
      ...{ page, size: PAGE_SIZE, total: countOf(status), path: '/registry/duplicates' },
      query: { status },
    }),
  }
}

export async function pairOf(reader: Reader, municipalityId: bigint, id: bigint) {
  const [pair] = await query<PairRow>(reader, `${PAIRS} and d.id = ?`, [municipalityId, id])
  return pair ?? null
}

/** The pair that is decided next. */
export async function nextPair(reader: Reader, municipalityId: bigint) {
  const [pair] = await query<{ first_id: bigint; second_id: bigint }>(
    reader,
    `select first_id, second_id from registry_duplicate_pairs where municipality_id = ? and status = 'open'
      order by score desc, id limit 1`,
    [municipalityId]
  )
  return pair ?? null
}
