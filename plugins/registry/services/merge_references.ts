import { type Tx, query } from '#core/database/index'
import type { CustomerReference, CustomersMerging, MergeEffect } from '../domain/merging.ts'

const RECORD_TYPE = 'registry.customers'
const NAME = /^[a-z][a-z0-9_]*$/

interface Pair {
  readonly municipalityId: bigint
  readonly keptId: bigint
  readonly mergedId: bigint
}

const conditionOf = ({ column, isByRecord }: CustomerReference) =>
  `municipality_id = ? and ${column} = ?${isByRecord ? ` and record_type = '${RECORD_TYPE}'` : ''}`

/** Names of tables and columns go into statements: they are names and nothing else. */
export function checkNames(names: readonly string[]): void {
  for (const name of names) {
    if (!NAME.test(name)) throw new Error(`E_REGISTRY_MERGE_REFERENCE: "${name}" is not a column`)
  }
}

/** Counts what a merge would move, for the page that asks whether to do it. */
export function countingMerge(
  tx: Tx,
  pair: Pair
): CustomersMerging & { readonly effects: MergeEffect[] } {
  const effects: MergeEffect[] = []
  return {
    keptId: pair.keptId,
    mergedId: pair.mergedId,
    effects,
    async move(reference) {
      const { table, column, title, cents } = reference
      checkNames([table, column, cents ?? column])
      const [row] = await query<{ rows: number; cents: string | null }>(
        tx,
        `select count(*)::int as rows, ${cents ? `coalesce(sum(${cents}), 0)::text` : 'null'} as cents
           from ${table} where ${conditionOf(reference)}`,
        [pair.municipalityId, pair.mergedId]
      )
      const amount = row!.cents === null ? null : BigInt(row!.cents)
      if (row!.rows) effects.push({ title, rows: row!.rows, cents: amount })
    },
  }
}

/** Moves the references and writes down each row that moved. */
export function movingMerge(tx: Tx, pair: Pair, mergeId: bigint): CustomersMerging {
  return {
    keptId: pair.keptId,
    mergedId: pair.mergedId,
    async move(reference) {
      const { table, column, title } = reference
      checkNames([table, column])
      await query(
        tx,
        `with moved as (update ${table} set ${column} = ? where ${conditionOf(reference)} returning id)
         insert into registry_merge_moves (merge_id, municipality_id, title, table_name, column_name, row_id)
         select ?, ?, ?, ?, ?, id from moved`,
        [
          pair.keptId,
          pair.municipalityId,
          pair.mergedId,
          mergeId,
          pair.municipalityId,
          title,
          table,
          column,
        ]
      )
    },
  }
}

/** What of the registry itself and of the kernel points to customers. */
export const OWN_REFERENCES: readonly CustomerReference[] = [
  { table: 'registry_holdings', column: 'customer_id', title: 'Responsabilidades por imóveis' },
  { table: 'registry_social_benefits', column: 'customer_id', title: 'Tarifa social' },
  {
    table: 'registry_social_candidates',
    column: 'customer_id',
    title: 'Dúvidas da tarifa social',
  },
  { table: 'registry_leases', column: 'customer_id', title: 'Contratos de locação' },
  { table: 'registry_customer_contacts', column: 'customer_id', title: 'Contatos' },
  { table: 'registry_paying_bodies', column: 'customer_id', title: 'Órgãos pagadores' },
  {
    table: 'registry_campaign_targets',
    column: 'customer_id',
    title: 'Visitas de recadastramento',
  },
  { table: 'registry_customers', column: 'merged_into_id', title: 'Cadastros unificados antes' },
  {
    table: 'registry_legacy_keys',
    column: 'record_id',
    title: 'Códigos do sistema anterior',
    isByRecord: true,
  },
  {
    table: 'records_attachments',
    column: 'record_id',
    title: 'Documentos anexados',
    isByRecord: true,
  },
  { table: 'records_notes', column: 'record_id', title: 'Anotações', isByRecord: true },
]
