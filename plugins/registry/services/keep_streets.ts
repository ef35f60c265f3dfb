import type { ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import { type ProposedChange, indexSearch } from '#core/records/index'
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

/** `Rua Coronel João Alves`: type, title, name. */
const FULL_NAME = `t.name || ' ' || coalesce((select h.title || ' ' from registry_street_honorifics h
  where h.municipality_id = s.municipality_id and h.code = s.honorific), '') || s.name`

/** What a neighbourhood was called stays with it when it is renamed. */
export async function keepFormerDistrictName(
  { tx }: ActionContext,
  { id, before, changes }: ProposedChange
): Promise<void> {
  const former = before?.name
  if (id === null || !former || changes.name === undefined || changes.name === former) return
  await query(
    tx,
    `update registry_districts set former_names = concat_ws(' · ', former_names, ?::text) where id = ?`,
    [former as string, id]
  )
}

/** Keeps the name of a neighbourhood copied on its premises. */
export async function keepDistrictName(
  { tx }: ActionContext,
  { id, after }: Change & { readonly after: Readonly<Record<string, unknown>> }
): Promise<void> {
  if (!('name' in after)) return
  const premises = await query<{ id: bigint }>(
    tx,
    `update registry_premises p set district = d.name from registry_districts d
      where d.id = ? and p.district_id = d.id and p.district <> d.name returning p.id`,
    [id]
  )
  await indexPremises(
    tx,
    premises.map(({ id: premise }) => premise)
  )
}

async function nameStreets(
  tx: ActionContext['tx'],
  { column, id }: { readonly column: 's.id' | 't.id'; readonly id: bigint }
): Promise<void> {
  const rows = await query<Named>(
    tx,
    `update registry_streets s set full_name = ${FULL_NAME},
            former_names = case when s.full_name in ('', ${FULL_NAME}) then s.former_names
              else concat_ws(' · ', s.former_names, s.full_name) end
       from registry_street_types t
      where t.id = s.type_id and ${column} = ?
     returning s.id, s.municipality_id, s.code, s.full_name, s.former_names`,
    [id]
  )
  for (const row of rows) await indexSearch(tx, 'registry.streets', row.id, row)
  const premises = await query<{ id: bigint }>(
    tx,
    `update registry_premises p set street = s.full_name from registry_streets s
      where s.id = any(?::bigint[]) and p.street_id = s.id and p.street <> s.full_name returning p.id`,
    [rows.map((row) => row.id)]
  )
  await indexPremises(
    tx,
    premises.map(({ id: premise }) => premise)
  )
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
