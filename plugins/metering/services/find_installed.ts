import type { Actor } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { andInside } from '#core/records/index'

/** The installed meter of this number, or that hangs at the premise of this registration number. */
export async function findInstalled(
  reader: Pick<Tx, 'rawQuery'>,
  actor: Actor,
  text: string
): Promise<bigint | null> {
  const inside = andInside('c.premise_id', 'registry.premises', actor)
  const digits = text.replace(/\D/g, '')
  const [row] = await query<{ id: bigint }>(
    reader,
    `select m.id from metering_meters m
       join metering_installations i on i.meter_id = m.id and i.removed_on is null
       join registry_connections c on c.id = i.connection_id
      where m.municipality_id = ? and (upper(m.number) = upper(?)
            or (? <> '' and ltrim(c.registration_number, '0') = ltrim(?, '0')))${inside.sql}
      order by upper(m.number) = upper(?) desc, m.id limit 1`,
    [actor.municipalityId, text, digits, digits, ...inside.bindings, text]
  )
  return row?.id ?? null
}
