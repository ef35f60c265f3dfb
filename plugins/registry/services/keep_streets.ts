import type { ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import { indexSearch } from '#core/records/index'
import { indexPremises } from './index_premise.ts'

interface Change {
  readonly id: bigint
}

type Named = Readonly<Record<string, unknown>> & {
  readonly id: bigint
  readonly municipality_id: bigint
}

/** Keeps `Rua das Acácias` in step with the type and the name of a street. */
export const keepStreetName = ({ tx }: ActionContext, { id }: Change) =>
  nameStreets(tx, { column: 's.id', id })

/** A renamed type renames its streets. */
export const keepStreetsOfType = ({ tx }: ActionContext, { id }: Change) =>
  nameStreets(tx, { column: 't.id', id })

async function nameStreets(
  tx: ActionContext['tx'],
  { column, id }: { readonly column: 's.id' | 't.id'; readonly id: bigint }
): Promise<void> {
  const rows = await query<Named>(
    tx,
    `update registry_streets s set full_name = t.name || ' ' || s.name
       from registry_street_types t where t.id = s.type_id and ${column} = ?
     returning s.id, s.municipality_id, s.code, s.full_name`,
    [id]
  )
  for (const row of rows) await indexSearch(tx, 'registry.streets', row.id, row)
}

/** Keeps `Setor 01 · Quadra 12` in step with block and sector, and the lots with them. */
export const keepBlockTitle = ({ tx }: ActionContext, { id }: Change) =>
  titleBlocks(tx, { column: 'b.id', id })

export const keepTitlesOfSector = ({ tx }: ActionContext, { id }: Change) =>
  titleBlocks(tx, { column: 's.id', id })

export const keepLotTitle = ({ tx }: ActionContext, { id }: Change) =>
  titleLots(tx, { column: 'l.id', ids: [id] })

async function titleBlocks(
  tx: ActionContext['tx'],
  { column, id }: { readonly column: 'b.id' | 's.id'; readonly id: bigint }
): Promise<void> {
  const rows = await query<Named>(
    tx,
    `update registry_blocks b set title = 'Setor ' || s.code || ' · Quadra ' || b.code
       from registry_sectors s where s.id = b.sector_id and ${column} = ?
     returning b.id, b.municipality_id, b.code, b.title`,
    [id]
  )
  for (const row of rows) await indexSearch(tx, 'registry.blocks', row.id, row)
  await titleLots(tx, { column: 'b.id', ids: rows.map((row) => row.id) })
}

async function titleLots(
  tx: ActionContext['tx'],
  { column, ids }: { readonly column: 'l.id' | 'b.id'; readonly ids: readonly bigint[] }
): Promise<void> {
  const rows = await query<Named>(
    tx,
    `update registry_lots l set title = b.title || ' · Lote ' || l.code
       from registry_blocks b where b.id = l.block_id and ${column} = any(?::bigint[])
     returning l.id, l.municipality_id, l.code, l.title`,
    [[...ids]]
  )
  for (const row of rows) await indexSearch(tx, 'registry.lots', row.id, row)
  const premises = await query<{ id: bigint }>(
    tx,
    'select id from registry_premises where lot_id = any(?::bigint[])',
    [rows.map((row) => row.id)]
  )
  await indexPremises(
    tx,
    premises.map(({ id: premise }) => premise)
  )
}
