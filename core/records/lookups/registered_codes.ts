import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { Reader } from '../query/sql.ts'

/** A code of a look-up table, as forms offer it. */
export interface Registered {
  readonly value: string
  readonly title: string
}

/** Active codes of a look-up table in the order of the utility; none where the plugin of the table is off. */
export async function registeredCodes(
  name: string,
  municipalityId: bigint,
  reader: Reader = db
): Promise<Registered[]> {
  const lookup = registries().records.find(name)
  if (!lookup) return []
  return query<Registered>(
    reader,
    `select code as value, title from ${lookup.table} where municipality_id = ? and is_active order by position, title`,
    [municipalityId]
  )
}
