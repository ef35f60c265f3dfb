import { type Tx, query } from '#core/database/index'
import type { BornReference, CustomersSeparating, MergeEffect } from '../domain/merging.ts'
import { checkNames } from './merge_references.ts'

interface MovedPair {
  readonly id: bigint
  readonly kept_id: bigint
  readonly merged_id: bigint
}

interface MovedColumn {
  readonly title: string
  readonly table_name: string
  readonly column_name: string
}

async function movedColumns(tx: Tx, { id }: MovedPair): Promise<MovedColumn[]> {
  const columns = await query<MovedColumn>(
    tx,
    `select min(title) as title, table_name, column_name from registry_merge_moves
      where merge_id = ? group by table_name, column_name order by 1`,
    [id]
  )
  for (const { table_name: table, column_name: column } of columns) checkNames([table, column])
  return columns
}

/** Rows that moved with a merge and have gone to a third customer since, by kind. A row that is there no more strays nowhere. */
export async function strayedMoves(
  tx: Tx,
  merge: MovedPair
): Promise<{ title: string; rows: number }[]> {
  const strayed: { title: string; rows: number }[] = []
  for (const { title, table_name: table, column_name: column } of await movedColumns(tx, merge)) {
    const [row] = await query<{ rows: number }>(
      tx,
      `select count(*)::int as rows from registry_merge_moves m join ${table} t on t.id = m.row_id
        where m.merge_id = ? and m.table_name = ? and m.column_name = ? and t.${column} is distinct from ?`,
      [merge.id, table, column, merge.kept_id]
    )
    if (row!.rows) strayed.push({ title, rows: row!.rows })
  }
  return strayed
}

/** Every row that moved with a merge points again to whom it pointed before. @returns how many, by kind. */
export async function backMoves(tx: Tx, merge: MovedPair): Promise<MergeEffect[]> {
  const effects: MergeEffect[] = []
  for (const { title, table_name: table, column_name: column } of await movedColumns(tx, merge)) {
    const rows = await query(
      tx,
      `update ${table} t set ${column} = ? from registry_merge_moves m
        where m.merge_id = ? and m.table_name = ? and m.column_name = ? and t.id = m.row_id and t.${column} = ?
        returning t.id`,
      [merge.merged_id, merge.id, table, column, merge.kept_id]
    )
    if (rows.length) effects.push({ title, rows: rows.length, cents: null })
  }
  return effects
}

/** Rows born since about premises that go back go with them. @returns null when there is none. */
export async function followBorn(
  { tx, municipalityId }: { readonly tx: Tx; readonly municipalityId: bigint },
  { keptId, mergedId, premiseIds }: CustomersSeparating,
  { table, column, premiseColumn, title, cents }: BornReference
): Promise<MergeEffect | null> {
  checkNames([table, column, premiseColumn, cents ?? column])
  if (!premiseIds.length) return null
  const rows = await query<{ cents: bigint | null }>(
    tx,
    `update ${table} set ${column} = ? where municipality_id = ? and ${column} = ? and ${premiseColumn} = any(?::bigint[])
     returning ${cents ? `${cents}::bigint` : 'null::bigint'} as cents`,
    [mergedId, municipalityId, keptId, [...premiseIds]]
  )
  if (!rows.length) return null
  const sum = rows.reduce((total, row) => total + (row.cents ?? 0n), 0n)
  return { title: `${title} desde a unificação`, rows: rows.length, cents: cents ? sum : null }
}
