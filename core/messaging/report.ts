import { systemActor } from '#core/access/index'
import { participate } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import type { MessageReport, ReportedBatch } from './types.ts'

interface Told extends MessageReport {
  readonly municipalityId: bigint
}

/** Tells who wrote some messages what became of them: `messaging.reported`. */
export async function report(tx: Tx, told: readonly Told[]): Promise<void> {
  for (const [municipalityId, reports] of Map.groupBy(told, (one) => one.municipalityId)) {
    const context = { tx, municipalityId, actor: systemActor(municipalityId), now: clock.now() }
    await participate<ReportedBatch>('messaging.reported', { reports }, context)
  }
}
