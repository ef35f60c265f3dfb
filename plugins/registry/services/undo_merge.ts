import type { ActionContext, Actor } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { andInside, indexSearch } from '#core/records/index'
import type { CustomersSeparating, MergeEffect } from '../domain/merging.ts'
import { errors } from '../errors.ts'
import { customerFields } from '../records/customer_fields.ts'
import type { CustomerRow } from './merge_customers.ts'
import { backMoves, followBorn, strayedMoves } from './merge_moves.ts'
import { renameHolder } from './rename_holder.ts'

export interface MergeRow {
  readonly id: bigint
  readonly kept_id: bigint
  readonly merged_id: bigint
  readonly merged_at: Date
  readonly merged_by: string
  readonly reason: string | null
  readonly rows: string
  readonly taken: readonly string[]
  readonly undone_at: Date | null
  readonly undone_by: string | null
}

export interface UndoneMerge {
  readonly merge: MergeRow
  readonly kept: CustomerRow
  readonly merged: CustomerRow
  /** What goes back to the customer that stands again, by kind. */
  readonly effects: readonly MergeEffect[]
  /** Labels of the fields of the kept customer that get their value of before. */
  readonly restored: readonly string[]
  /** Labels of those that somebody changed since: they stay as they are. */
  readonly changedSince: readonly string[]
}

/** The customer that stayed is within the localities of the person, if they are limited to some. */
export const mergeInside = (actor: Actor) => andInside('m.kept_id', 'registry.customers', actor)

/** A merge, locked. Errors: E_REGISTRY_MERGE_UNKNOWN, E_REGISTRY_MERGE_UNDONE. */
async function lockMerge(tx: Tx, actor: Actor, id: bigint): Promise<MergeRow> {
  const inside = mergeInside(actor)
  const [merge] = await query<MergeRow>(
    tx,
    `select m.* from registry_customer_merges m where m.municipality_id = ? and m.id = ?${inside.sql} for update`,
    [actor.municipalityId, id, ...inside.bindings]
  )
  if (!merge) throw errors.E_REGISTRY_MERGE_UNKNOWN({ id })
  if (merge.undone_at) throw errors.E_REGISTRY_MERGE_UNDONE({ id, by: merge.undone_by! })
  return merge
}

/** What was anonymised is nobody any more, and cannot be told apart again. */
const ANONYMOUS = 'Pessoa anonimizada'

/** Whole sentences: what happened since the merge that its undoing would contradict. */
async function contradictions(
  tx: Tx,
  merge: MergeRow,
  { kept, merged }: { readonly kept: CustomerRow; readonly merged: CustomerRow }
): Promise<string[]> {
  const strayed = await strayedMoves(tx, merge)
  return [
    ...(kept.merged_into_id === null
      ? []
      : [
          `${kept.name} foi depois unificado com outro cadastro: desfaça primeiro essa unificação.`,
        ]),
    ...(merged.merged_into_id === merge.kept_id
      ? []
      : [`${merged.name} não aponta mais para este cadastro.`]),
    ...([kept, merged].some(({ name }) => name === ANONYMOUS)
      ? ['Um dos dois cadastros foi anonimizado.']
      : []),
    ...strayed.map(({ title, rows }) =>
      rows === 1
        ? `1 registro de “${title}” passou depois a outro cliente.`
        : `${rows} registros de “${title}” passaram depois a outro cliente.`
    ),
  ]
}

/**
 * Makes two customers again of one: what moved with the merge goes back to the one that was merged, with what was born since
 * about the premises that go back, and the fields that the other took get their value of before unless somebody changed
 * them. Errors: E_REGISTRY_MERGE_UNKNOWN, E_REGISTRY_MERGE_UNDONE, E_REGISTRY_MERGE_CONTRADICTED.
 */
export async function undoMerge(context: ActionContext, id: bigint): Promise<UndoneMerge> {
  const { tx, municipalityId, actor, now, reason } = context
  const merge = await lockMerge(tx, actor, id)
  const { kept, merged } = await customersOf(tx, merge)
  const problems = await contradictions(tx, merge, { kept, merged })
  if (problems.length)
    throw errors.E_REGISTRY_MERGE_CONTRADICTED({ id, problems: problems.join(' ') })
  const effects: MergeEffect[] = await backMoves(tx, merge)
  await separate(context, merge, effects)
  const fields = await restoreFields(tx, merge, kept)
  await query(tx, 'update registry_customers set merged_into_id = null where id = ?', [merged.id])
  await query(
    tx,
    'update registry_customer_merges set undone_at = ?, undone_by = ?, undo_reason = ? where id = ?',
    [now, actor.name, reason, id]
  )
  await query(
    tx,
    `update registry_duplicate_pairs set status = 'not_same', decided_at = ?, decided_by = ?
      where municipality_id = ? and first_id = least(?::bigint, ?) and second_id = greatest(?::bigint, ?)`,
    [now, actor.name, municipalityId, kept.id, merged.id, kept.id, merged.id]
  )
  const after = await customersOf(tx, merge)
  for (const row of [after.kept, after.merged]) {
    await indexSearch(tx, 'registry.customers', row.id, row)
    await renameHolder(context, { id: row.id, after: row })
  }
  return { merge, ...after, effects, ...fields }
}

async function customersOf(tx: Tx, { kept_id: keptId, merged_id: mergedId }: MergeRow) {
  const rows = await query<CustomerRow>(
    tx,
    'select * from registry_customers where id = any(?::bigint[]) order by id for update',
    [[keptId, mergedId]]
  )
  const byId = (id: bigint) => rows.find((row) => row.id === id)!
  return { kept: byId(keptId), merged: byId(mergedId) }
}

/** What was born since about the premises that go back, in the tables of those who answer. */
async function separate(context: ActionContext, merge: MergeRow, effects: MergeEffect[]) {
  const { tx } = context
  const premises = await query<{ premise_id: bigint }>(
    tx,
    `select distinct h.premise_id from registry_merge_moves m join registry_holdings h on h.id = m.row_id
      where m.merge_id = ? and m.table_name = 'registry_holdings'
        and not exists (select 1 from registry_holdings own
                         where own.premise_id = h.premise_id and own.customer_id = ?)`,
    [merge.id, merge.kept_id]
  )
  const separating: CustomersSeparating = {
    keptId: merge.kept_id,
    mergedId: merge.merged_id,
    premiseIds: premises.map(({ premise_id: id }) => id),
    async follow(reference) {
      const effect = await followBorn(context, separating, reference)
      if (effect) effects.push(effect)
    },
  }
  await context.participate('registry.customers_separating', separating)
}

/** Gives the kept customer the values of before, where it still has what it took from the other. */
async function restoreFields(tx: Tx, merge: MergeRow, kept: CustomerRow) {
  const rows = JSON.parse(merge.rows) as Record<'kept' | 'merged', Record<string, string | null>>
  const taken = customerFields.filter(({ name }) => merge.taken.includes(name))
  const isSame = (name: string) => String(kept[name] ?? '') === (rows.merged[name] ?? '')
  const restored = taken.filter(({ name }) => isSame(name))
  if (restored.length) {
    await query(
      tx,
      `update registry_customers set ${restored.map(({ name }) => `${name} = ?`).join(', ')} where id = ?`,
      [...restored.map(({ name }) => rows.kept[name] ?? null), kept.id]
    )
  }
  return {
    restored: restored.map(({ label }) => label),
    changedSince: taken.filter((field) => !restored.includes(field)).map(({ label }) => label),
  }
}
