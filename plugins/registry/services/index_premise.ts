import { type Tx, query } from '#core/database/index'
import { indexSearch } from '#core/records/index'

type PremiseRow = Readonly<Record<string, unknown>> & {
  readonly id: bigint
  readonly municipality_id: bigint
}

/** Keeps premises findable by what was just written of them. */
export async function indexPremises(tx: Tx, ids: readonly bigint[]): Promise<void> {
  await query(
    tx,
    `update registry_premises set lot_code = registry_lot_code(lot_id)
      where id = any(?::bigint[]) and lot_code is distinct from registry_lot_code(lot_id)`,
    [[...ids]]
  )
  const rows = await query<PremiseRow>(
    tx,
    `select id, municipality_id, registration_number, holder_name, street, number, district,
            meter_number, holder_taxpayer_id, lot_code
       from registry_premises where id = any(?::bigint[])`,
    [[...ids]]
  )
  for (const row of rows) await indexSearch(tx, 'registry.premises', row.id, row)
}
