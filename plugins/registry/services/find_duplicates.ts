import type { Actor } from '#core/actions/index'
import { andInside } from '#core/records/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { DuplicatePolicy } from '../domain/duplicate_policy.ts'
import { CANDIDATES, scoreSql } from './duplicate_sql.ts'

type Reader = Pick<Tx, 'rawQuery'>

/** How customers are compared: parameter `registry.duplicates`. */
export const duplicatePolicy = (reader: Reader, municipalityId: bigint): Promise<DuplicatePolicy> =>
  parameterWithin(reader, { key: 'registry.duplicates', municipalityId })

export interface IdRange {
  readonly from: bigint
  readonly to: bigint
}

/**
 * Compares the customers of a range of ids with all later ones that share a key with them, and queues the pairs that score
 * enough. Pairs that people decided keep their decision. @returns how many pairs are new.
 */
export async function proposePairs(
  tx: Tx,
  municipalityId: bigint,
  {
    range,
    policy,
    at,
  }: { readonly range: IdRange; readonly policy: DuplicatePolicy; readonly at: Date }
): Promise<number> {
  const { score, reasons } = scoreSql(policy)
  const rows = await query<{ is_new: boolean }>(
    tx,
    `${CANDIDATES}
     insert into registry_duplicate_pairs (municipality_id, first_id, second_id, score, reasons, found_at)
     select a.municipality_id, a.id, b.id, ${score}, ${reasons}, ?
       from pairs join registry_customers a on a.id = pairs.first_id join registry_customers b on b.id = pairs.second_id
      where ${score} >= ?
     on conflict (municipality_id, first_id, second_id) do update
        set score = excluded.score, reasons = excluded.reasons where registry_duplicate_pairs.status = 'open'
     returning (xmax = 0) as is_new`,
    [municipalityId, range.from, range.to, at, policy.threshold]
  )
  return rows.filter(({ is_new: isNew }) => isNew).length
}

/** Pairs of a range that wait for a decision and no longer score enough (somebody corrected a value) leave the queue. */
export async function dropStalePairs(
  tx: Tx,
  municipalityId: bigint,
  { range, policy }: { readonly range: IdRange; readonly policy: DuplicatePolicy }
): Promise<void> {
  const { score } = scoreSql(policy)
  await query(
    tx,
    `delete from registry_duplicate_pairs d using registry_customers a, registry_customers b
      where d.municipality_id = ? and d.first_id between ? and ? and d.status = 'open'
        and a.id = d.first_id and b.id = d.second_id
        and (a.merged_into_id is not null or b.merged_into_id is not null or ${score} < ?)`,
    [municipalityId, range.from, range.to, policy.threshold]
  )
}

/** What somebody has typed so far of a customer. */
export interface TypedCustomer {
  readonly id: bigint | null
  readonly name: string
  readonly taxpayerId: string | null
  readonly birthOn: string | null
  readonly motherName: string | null
  readonly phone: string | null
  readonly address: string | null
}

export interface Candidate {
  readonly id: bigint
  readonly name: string
  readonly code: string
  readonly taxpayer_id: string | null
  readonly score: string
  readonly reasons: readonly string[]
}

const MOST_SHOWN = 5
/** Names that the trigram index gives before they are scored. */
const MOST_COMPARED = 50

/** Customers that the typed one may already be, best first. Nothing is refused here. */
export async function similarTo(
  reader: Reader,
  actor: Actor,
  typed: TypedCustomer
): Promise<Candidate[]> {
  const { municipalityId } = actor
  const inside = andInside('b.id', 'registry.customers', actor)
  const policy = await duplicatePolicy(reader, municipalityId)
  const { score, reasons } = scoreSql(policy)
  return query<Candidate>(
    reader,
    `with a as materialized (
       select ?::text as taxpayer_id, registry_match_name(?) as match_name, ?::date as birth_on, ?::text as phone,
              registry_match_name(?) as match_mother, nullif(registry_match_name(?), '') as match_address
     ), near as (
       (select o.* from a join registry_customers o on o.municipality_id = ? and o.taxpayer_id = a.taxpayer_id limit ${MOST_SHOWN})
       union all
       (select o.* from a join registry_customers o on o.municipality_id = ? and o.match_name = a.match_name limit ${MOST_COMPARED})
       union all
       (select o.* from a join registry_customers o on o.municipality_id = ? and o.birth_on = a.birth_on limit ${MOST_COMPARED})
       union all
       (select o.* from a join registry_customers o on o.municipality_id = ? and o.phone = a.phone limit ${MOST_COMPARED})
       union all
       (select o.* from a join registry_customers o on o.municipality_id = ? and o.match_name % a.match_name
         where length(a.match_name) >= 8 limit ${MOST_COMPARED})
     )
     select distinct on (score, b.id) b.id, b.name, b.code, b.taxpayer_id, ${score} as score, ${reasons} as reasons
       from a cross join near b
      where b.merged_into_id is null and b.id <> ?${inside.sql}
        and (${score} >= ? * 0.6 or similarity(a.match_name, b.match_name) >= 0.8)
      order by score desc, b.id limit ${MOST_SHOWN}`,
    [
      ...[typed.taxpayerId, typed.name, typed.birthOn, typed.phone, typed.motherName ?? ''],
      ...[typed.address ?? '', ...Array<bigint>(5).fill(municipalityId)],
      ...[typed.id ?? 0n, ...inside.bindings, policy.threshold],
    ]
  )
}
