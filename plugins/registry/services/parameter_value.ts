import { type CivilDate, clock, dateAt } from '#core/calendar/index'
import { inForceWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'

type Reader = Pick<Tx, 'rawQuery'>

/** Today, where the municipality's clocks stand. */
export async function todayIn(reader: Reader, municipalityId: bigint): Promise<CivilDate> {
  const [row] = await query<{ time_zone: string }>(
    reader,
    'select time_zone from access_municipalities where id = ?',
    [municipalityId]
  )
  return dateAt(clock.now(), row!.time_zone)
}

/** What a parameter of the registry says today; its default when nobody has decided otherwise. */
export async function parameterValue<T>(
  reader: Reader,
  municipalityId: bigint,
  { key, fallback }: { readonly key: string; readonly fallback: T }
): Promise<T> {
  const on = await todayIn(reader, municipalityId)
  const version = await inForceWithin(reader, { kind: 'parameter', key, municipalityId }, on)
  return version ? (version.content as unknown as { value: T }).value : fallback
}
