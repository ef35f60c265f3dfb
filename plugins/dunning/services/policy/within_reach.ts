import type { Tx } from '#core/database/index'
import { byReach } from '../messages/within_reach.ts'
import type { FoundSteps } from './find_steps.ts'
import type { PolicyRun } from './run_policy.ts'

/** Of what has come, messages only to who can be written to, once a day; the others stay for another form. */
export async function withinReach(
  tx: Tx,
  { municipalityId, on }: PolicyRun,
  found: FoundSteps
): Promise<FoundSteps> {
  const asked = { municipalityId, on, stepOf: ({ step }: FoundSteps['wanted'][number]) => step }
  const { reached, unreachable } = await byReach(tx, asked, found.wanted)
  return {
    wanted: reached,
    leftOut: [
      ...found.leftOut,
      ...unreachable.map(({ step, premise, debtorId }) => ({
        ...{ step, premise, debtorId, reason: 'unreachable' as const },
      })),
    ],
  }
}
