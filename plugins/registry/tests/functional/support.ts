import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'

export interface PremiseRow {
  readonly id: bigint
  readonly municipality_id: bigint
  readonly billing_group_id: bigint
  readonly locality_id: bigint
  readonly registration_number: string
  readonly holder_name: string | null
}

/** A premise of the small municipality by its address. */
export async function premiseAt(
  street: string,
  number: string,
  kind = 'single'
): Promise<PremiseRow> {
  const [row] = await query<PremiseRow>(
    db,
    'select * from registry_premises where street = ? and number = ? and kind = ? order by id limit 1',
    [street, number, kind]
  )
  return row!
}
