import { parameterWithin } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { LARGE_QUEUE } from '../configuration/large_queue.ts'

/** Whether readings of large customers wait in a queue of their own today. */
export async function hasLargeQueue(
  reader: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint
): Promise<boolean> {
  const asked = { key: LARGE_QUEUE, municipalityId }
  return (await parameterWithin<string>(reader, asked)) === 'separate'
}
