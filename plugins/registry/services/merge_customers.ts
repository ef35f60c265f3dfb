import type { ActionContext, Actor } from '#core/actions/index'
import { type Json, type Tx, canonicalJson, query } from '#core/database/index'
import { type RecordField, andInside, indexSearch } from '#core/records/index'
import type { MergeEffect } from '../domain/merging.ts'
import { errors } from '../errors.ts'
import { customerFields } from '../records/customer_fields.ts'
import { OWN_REFERENCES, countingMerge, movingMerge } from './merge_references.ts'
import { renameHolder } from './rename_holder.ts'

export type CustomerRow = Readonly<Record<string, unknown>> & {
  readonly id: bigint
  readonly municipality_id: bigint
  readonly name: string
  readonly code: string
  readonly merged_into_id: bigint | null
}

export interface MergePair {
  readonly keptId: bigint
  readonly mergedId: bigint
}

export interface ChosenField {
  readonly field: RecordField
  readonly kept: unknown
  readonly merged: unknown
  /** The side whose value stands proposed: the kept one's, unless only the other has one. */
  readonly proposed: 'kept' | 'merged'
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === ''
const writable = customerFields.filter(({ isReadOnly }) => !isReadOnly)

/** Both customers of a merge, locked. Errors: E_REGISTRY_CUSTOMER_UNKNOWN, E_REGISTRY_MERGE_SAME, E_REGISTRY_MERGED. */
export async function customersToMerge(
  tx: Pick<Tx, 'rawQuery'>,
  actor: Actor,
  { keptId, mergedId }: MergePair
): Promise<readonly [CustomerRow, CustomerRow]> {
  if (keptId === mergedId) throw errors.E_REGISTRY_MERGE_SAME({ id: keptId })
  const inside = andInside('id', 'registry.customers', actor)
  const rows = await query<CustomerRow>(
    tx,
    `select * from registry_customers where municipality_id = ? and id = any(?::bigint[])${inside.sql}
      order by id for update`,
    [actor.municipalityId, [keptId, mergedId], ...inside.bindings]
  )
  const byId = (id: bigint) => {
    const row = rows.find((one) => one.id === id)
    if (!row) throw errors.E_REGISTRY_CUSTOMER_UNKNOWN({ id })
    if (row.merged_into_id !== null)
      throw errors.E_REGISTRY_MERGED({ id, name: row.name, into: row.merged_into_id })
    return row
  }
  return [byId(keptId), byId(mergedId)]
}

/** The fields in which two customers differ. */
export function differingFields(kept: CustomerRow, merged: CustomerRow): ChosenField[] {
  return writable
    .map((field) => ({ field, kept: kept[field.name], merged: merged[field.name] }))
    .filter(({ kept: a, merged: b }) => !(isEmpty(a) && isEmpty(b)) && String(a) !== String(b))
    .map((one) => ({
      ...one,
      proposed: isEmpty(one.kept) ? ('merged' as const) : ('kept' as const),
    }))
}

/** What would move if the two became one: nothing is written. */
export async function mergeEffects(
  { tx, municipalityId, participate }: Pick<ActionContext, 'tx' | 'municipalityId' | 'participate'>,
  pair: MergePair
): Promise<readonly MergeEffect[]> {
  const counting = countingMerge(tx, { municipalityId, ...pair })
  for (const reference of OWN_REFERENCES) await counting.move(reference)
  await participate('registry.customers_merging', counting)
  return counting.effects
}

export interface Merged {
  readonly mergeId: bigint
  readonly kept: CustomerRow
  readonly merged: CustomerRow
  readonly moved: number
}

/**
 * Makes two customers one: the chosen values stand on the kept one, everything that points to the other points to it, and
 * the other stays as a page that leads there. One transaction; every row that moved is written down.
 */
export async function mergeCustomers(
  context: ActionContext,
  pair: MergePair,
  choices: Readonly<Record<string, 'kept' | 'merged'>>
): Promise<Merged> {
  const { tx, municipalityId, actor, now, reason } = context
  const [kept, merged] = await customersToMerge(tx, actor, pair)
  const taken = differingFields(kept, merged).filter(
    ({ field, proposed }) => (choices[field.name] ?? proposed) === 'merged'
  )
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into registry_customer_merges (municipality_id, kept_id, merged_id, merged_at, merged_by, reason, rows, taken)
     values (?, ?, ?, ?, ?, ?, ?, ?::text[]) returning id`,
    [
      ...[municipalityId, kept.id, merged.id, now, actor.name, reason],
      canonicalJson({ kept: plainRow(kept), merged: plainRow(merged) }),
      taken.map(({ field }) => field.name),
    ]
  )
  const mergeId = row!.id
  const moving = movingMerge(tx, { municipalityId, ...pair }, mergeId)
  for (const reference of OWN_REFERENCES) await moving.move(reference)
  await context.participate('registry.customers_merging', moving)
  await writeMerged(context, { kept, merged, taken })
  await closePairs(context, pair)
  const [count] = await query<{ n: number }>(
    tx,
    'select count(*)::int as n from registry_merge_moves where merge_id = ?',
    [mergeId]
  )
  return { mergeId, kept, merged, moved: count!.n }
}

const plainRow = (row: CustomerRow): Json =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, isEmpty(value) ? null : String(value)])
  )

interface Writing {
  readonly kept: CustomerRow
  readonly merged: CustomerRow
  readonly taken: readonly ChosenField[]
}

async function writeMerged(
  context: ActionContext,
  { kept, merged, taken }: Writing
): Promise<void> {
  const { tx } = context
  await query(tx, 'update registry_customers set merged_into_id = ? where id = ?', [
    kept.id,
    merged.id,
  ])
  if (taken.length) {
    await query(
      tx,
      `update registry_customers set ${taken.map(({ field }) => `${field.name} = ?`).join(', ')} where id = ?`,
      [...taken.map((one) => one.merged as string | null), kept.id]
    )
  }
  const [after] = await query<CustomerRow>(tx, 'select * from registry_customers where id = ?', [
    kept.id,
  ])
  await indexSearch(tx, 'registry.customers', kept.id, after!)
  await indexSearch(tx, 'registry.customers', merged.id, merged)
  await renameHolder(context, { id: kept.id, after: after! })
}

/** The pair is decided; what else waited about the one that went is no longer a question. */
async function closePairs(
  { tx, municipalityId, actor, now }: ActionContext,
  { keptId, mergedId }: MergePair
): Promise<void> {
  await query(
    tx,
    `update registry_duplicate_pairs set status = 'merged', decided_at = ?, decided_by = ?
      where municipality_id = ? and first_id = ? and second_id = ?`,
    [
      now,
      actor.name,
      municipalityId,
      ...(keptId < mergedId ? [keptId, mergedId] : [mergedId, keptId]),
    ]
  )
  await query(
    tx,
    `delete from registry_duplicate_pairs where municipality_id = ? and status = 'open' and (first_id = ? or second_id = ?)`,
    [municipalityId, mergedId, mergedId]
  )
  await query(
    tx,
    `update registry_quality_findings set status = 'corrected', closed_at = ?, closed_by = ?
      where municipality_id = ? and record_type = 'registry.customers' and record_id = ? and status = 'open'`,
    [now, actor.name, municipalityId, mergedId]
  )
}
