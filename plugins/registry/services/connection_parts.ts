import { type Tx, query } from '#core/database/index'
import { connectionAttributes } from '../records/connection_form.ts'

type Connection = Readonly<Record<string, unknown>> & { readonly id: bigint }

const LOOKUPS = connectionAttributes.flatMap(({ name, label, lookup }) =>
  lookup ? [{ name, label, table: lookup.replace('.', '_') }] : []
)

/** What each connection is made of, in words: `Diâmetro do ramal de água: 25 mm`. */
export async function connectionParts(
  tx: Tx,
  connections: readonly Connection[]
): Promise<readonly (readonly string[])[]> {
  if (!connections.length) return []
  const rows = await query<{ id: bigint; label: string; title: string }>(
    tx,
    LOOKUPS.map(
      ({ name, label, table }) =>
        `select c.id, '${label}' as label, t.title from registry_connections c
           join ${table} t on t.municipality_id = c.municipality_id and t.code = c.${name}
          where c.id = any(?::bigint[])`
    ).join(' union all '),
    LOOKUPS.map(() => connections.map(({ id }) => id))
  )
  return connections.map(({ id }) =>
    rows.filter((row) => row.id === id).map(({ label, title }) => `${label}: ${title}`)
  )
}
