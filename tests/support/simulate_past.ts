import { systemActor } from '#core/access/index'
import db from '@adonisjs/lucid/services/db'
import { demandsOf } from '#core/configuration/simulation/evidence'
import { simulateHere } from '#core/configuration/simulation/start'
import { readVersion } from '#core/configuration/versions'
import { query } from '#core/database/index'

/** Tries a version on all the past months that its item demands before it is sent, as its author would on the screen. */
export async function simulatePast(versionId: string | bigint): Promise<void> {
  const id = BigInt(versionId)
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from access_municipalities order by id limit 1'
  )
  const municipalityId = row!.id
  const version = await readVersion(db, id, municipalityId)
  for (const { population, fresh } of await demandsOf(db, version, municipalityId)) {
    if (fresh) continue
    const months = await population.months(db, municipalityId)
    await simulateHere(
      {
        versionId: id,
        population: population.name,
        from: months.at(-1)!.month,
        until: months[0]!.month,
      },
      systemActor(municipalityId),
      {}
    )
  }
}
