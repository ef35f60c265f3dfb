import type { CivilDate } from '#core/calendar/index'
import { type CopyValue, type Tx, copyRows } from '#core/database/index'

/** Who did it and when. */
export interface Doing {
  readonly municipalityId: bigint
  readonly by: string
  readonly at: Date
}

/** One step in the life of a meter; places are situations. */
export interface Movement {
  readonly meterId: bigint
  readonly movedOn: CivilDate
  readonly kind: 'registered' | 'installed' | 'removed' | 'sent'
  readonly origin: string | null
  readonly destination: string
  readonly connectionId?: bigint
  /** m³ on the dial. */
  readonly reading?: number
  readonly reason?: string
  readonly opinion?: string
}

const COLUMNS = [
  ...['municipality_id', 'meter_id', 'moved_on', 'kind', 'origin', 'destination'],
  ...['connection_id', 'reading', 'reason', 'opinion', 'moved_at', 'moved_by'],
]

/** Adds to the life of meters, of which nothing is ever taken away (TR-3.2.3.3). */
export async function writeMovements(
  tx: Tx,
  { municipalityId, by, at }: Doing,
  movements: readonly Movement[]
): Promise<void> {
  const rows = movements.map((one): CopyValue[] => [
    ...[municipalityId, one.meterId, one.movedOn, one.kind, one.origin, one.destination],
    ...[one.connectionId ?? null, one.reading ?? null, one.reason ?? null, one.opinion ?? null],
    ...[at.toISOString(), by],
  ])
  await copyRows(tx, 'metering_movements', COLUMNS, rows)
}
