import { participate } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { syncLookups } from '#core/records/index'
import { systemActor } from './actor.ts'

/** Payload of `access.municipality_starting`: every answer gives what is missing and leaves what is there. */
export interface MunicipalityStarting {
  readonly name: string
}

/**
 * Gives each municipality (or one) what it starts with: the product's rows of look-up tables, and what each plugin adds at
 * `access.municipality_starting`. Running it again writes nothing.
 */
export async function startMunicipalities(tx: Tx, only?: bigint): Promise<void> {
  await syncLookups(tx, only)
  const municipalities = await query<{ id: bigint; name: string }>(
    tx,
    'select id, name from access_municipalities where ?::bigint is null or id = ?::bigint order by id',
    [only ?? null, only ?? null]
  )
  for (const { id: municipalityId, name } of municipalities) {
    const actor = systemActor(municipalityId)
    await participate<MunicipalityStarting>(
      'access.municipality_starting',
      { name },
      { tx, municipalityId, actor, now: clock.now() }
    )
  }
}
