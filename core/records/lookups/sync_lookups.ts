import { type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { readRows } from '../query/sql.ts'
import { indexSearchAll } from '../search.ts'
import type { LookupRow, LookupType } from '../types.ts'
import { lookupTable } from './lookup_record.ts'

/** Product rows stand in tens, so that a utility's own find room between them. */
const STEP = 10

/**
 * Gives each municipality (or one) the product rows that it has never been given: what a utility changed or deleted stays as
 * it left it. Running it again writes nothing.
 * @returns rows written.
 */
export async function syncLookups(tx: Tx, only?: bigint): Promise<number> {
  const municipalities = await query<{ id: bigint }>(
    tx,
    'select id from access_municipalities where ?::bigint is null or id = ?::bigint order by id',
    [only ?? null, only ?? null]
  )
  let written = 0
  for (const { id } of municipalities) {
    for (const lookup of registries().lookups.all()) written += await syncOne(tx, lookup, id)
  }
  return written
}

async function syncOne(tx: Tx, lookup: LookupType, municipalityId: bigint): Promise<number> {
  const rows = lookup.rows ?? []
  const fresh = await query<{ code: string }>(
    tx,
    `insert into records_lookup_seeds (municipality_id, lookup, code)
     select ?, ?, unnest(?::text[]) on conflict do nothing returning code`,
    [municipalityId, lookup.name, rows.map(({ code }) => code)]
  )
  const codes = new Set(fresh.map(({ code }) => code))
  for (const [index, row] of rows.entries()) {
    if (codes.has(row.code)) await writeRow(tx, { lookup, municipalityId, row, index })
  }
  if (codes.size) await indexSearchAll(tx, lookup.name, municipalityId)
  return codes.size
}

interface Writing {
  readonly lookup: LookupType
  readonly municipalityId: bigint
  readonly row: LookupRow
  readonly index: number
}

/** A code that the utility made itself before the product brought it keeps its title and becomes the system's. */
async function writeRow(tx: Tx, { lookup, municipalityId, row, index }: Writing): Promise<void> {
  const values: Record<string, unknown> = {
    municipality_id: municipalityId,
    code: row.code,
    title: row.title,
    position: (index + 1) * STEP,
    is_system: row.isSystem ?? false,
    system_code: row.isSystem ? row.code : null,
    ...row.values,
  }
  const columns = Object.keys(values)
  const table = lookupTable(lookup)
  const written = await readRows(
    `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})
     on conflict (municipality_id, code) do nothing returning id`,
    Object.values(values),
    tx
  )
  if (row.isSystem && !written.length) await takeOver(tx, table, municipalityId, row.code)
}

/** No row may be told to be the system's later: it is taken out and put back, whole and in one statement. */
async function takeOver(
  tx: Tx,
  ...[table, municipalityId, code]: [string, bigint, string]
): Promise<void> {
  await query(
    tx,
    `with taken as (delete from ${table} where municipality_id = ? and code = ? and not is_system returning *)
     insert into ${table}
     select (jsonb_populate_record(null::${table},
              to_jsonb(taken) || jsonb_build_object('is_system', true, 'system_code', code))).* from taken`,
    [municipalityId, code]
  )
}
