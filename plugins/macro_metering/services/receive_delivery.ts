import { type Tx, query } from '#core/database/index'
import type { VolumeLine } from '../domain/judge_lines.ts'
import { type Source, keepVolumes } from './keep_volumes.ts'

export interface Delivery {
  readonly municipalityId: bigint
  readonly by: string
  readonly at: Date
  readonly source: Exclude<Source, 'typed'>
  readonly name: string
  readonly fileId: bigint | null
  readonly lines: readonly VolumeLine[]
  /** What could not be read at all. */
  readonly unread: readonly string[]
}

export interface Delivered {
  readonly id: bigint
  readonly accepted: number
  readonly repeated: number
  readonly refused: number
  readonly problems: readonly string[]
}

/** Keeps what came from outside with the fate of every line: the bad ones never stop the good. */
export async function receiveDelivery(
  tx: Tx,
  { lines, unread, fileId, ...given }: Delivery
): Promise<Delivered> {
  const [delivery] = await query<{ id: bigint }>(
    tx,
    `insert into macro_metering_deliveries (municipality_id, source, name, file_object_id, received_at, received_by, accepted,
       repeated, refused) values (?, ?, ?, ?, ?, ?, 0, 0, 0) returning id`,
    [given.municipalityId, given.source, given.name, fileId, given.at, given.by]
  )
  const { fates } = await keepVolumes(tx, { ...given, deliveryId: delivery!.id }, lines)
  const problems = [
    ...unread,
    ...fates.flatMap((one) => (one.fate === 'refused' ? [one.problem] : [])),
  ]
  const of = (fate: string) => fates.filter((one) => one.fate === fate).length
  const counts = { accepted: of('accepted'), repeated: of('repeated'), refused: problems.length }
  await query(
    tx,
    'update macro_metering_deliveries set accepted = ?, repeated = ?, refused = ?, problems = ? where id = ?',
    [
      ...[counts.accepted, counts.repeated, counts.refused, problems.join('\n') || null],
      delivery!.id,
    ]
  )
  return { id: delivery!.id, ...counts, problems }
}
