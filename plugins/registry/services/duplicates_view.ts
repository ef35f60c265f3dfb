import { type Tx, query } from '#core/database/index'
import type { Actor } from '#core/actions/index'
import { andInside } from '#core/records/index'
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

/** Both customers of a pair within the localities of the person, if they are limited to some. */
export function pairInside(actor: Actor) {
  const first = andInside('d.first_id', 'registry.customers', actor)
  const second = andInside('d.second_id', 'registry.customers', actor)
  return { sql: first.sql + second.sql, bindings: [...first.bindings, ...second.bindings] }
}

/** A page of the queue, most alike first. */
export async function duplicatesView(
  reader: Reader,
  actor: Actor,
  { status, page }: { readonly status: string; readonly page: number }
) {
  const { municipalityId } = actor
  const inside = pairInside(actor)
  const counts = await query<{ status: string; n: number }>(
    reader,
    `select status, count(*)::int as n from registry_duplicate_pairs d
      where municipality_id = ?${inside.sql} group by status`,
    [municipalityId, ...inside.bindings]
  )
  const countOf = (wanted: string) => counts.find((one) => one.status === wanted)?.n ?? 0
  const pairs = await query<PairRow>(
    reader,
    `${PAIRS} and d.status = ?${inside.sql} order by d.score desc, d.id limit ? offset ?`,
    [municipalityId, status, ...inside.bindings, PAGE_SIZE, (page - 1) * PAGE_SIZE]
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

export async function pairOf(reader: Reader, actor: Actor, id: bigint) {
  const inside = pairInside(actor)
  const [pair] = await query<PairRow>(reader, `${PAIRS} and d.id = ?${inside.sql}`, [
    ...[actor.municipalityId, id, ...inside.bindings],
  ])
  return pair ?? null
}

/** The pair that is decided next. */
export async function nextPair(reader: Reader, actor: Actor) {
  const inside = pairInside(actor)
  const [pair] = await query<{ first_id: bigint; second_id: bigint }>(
    reader,
    `select first_id, second_id from registry_duplicate_pairs d where municipality_id = ? and status = 'open'${inside.sql}
      order by score desc, id limit 1`,
    [actor.municipalityId, ...inside.bindings]
  )
  return pair ?? null
}
