import { todayIn } from '#core/access/index'
import { inForceWithin } from '#core/configuration/index'
import type { Tx } from '#core/database/index'

type Reader = Pick<Tx, 'rawQuery'>

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
