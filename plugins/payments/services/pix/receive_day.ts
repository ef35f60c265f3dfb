import { type CivilDate, addDays } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { JobContext } from '#core/jobs/index'
import { BusinessError } from '#core/kernel/index'
import { receivePix } from '../receive_pix.ts'
import type { ApiAgreement } from './pix_agreement.ts'
import type { Psp } from './psp.ts'

export interface DayOfPix {
  readonly told: number
  readonly toldCents: bigint
  /** Of which no notice had come. */
  readonly missed: number
  readonly missedCents: bigint
  readonly refused: number
  /** In Portuguese, a few of them. */
  readonly reasons: readonly string[]
}

const SHOWN = 5

/**
 * Asks a bank for the Pix of a day and receives them as if their notices came: the end-to-end id is their identity, so that what is
 * known stays as it is. @throws PspUnavailable, PspRefusal
 */
export async function receiveDay(
  context: JobContext,
  {
    agreement,
    psp,
    day,
  }: { readonly agreement: ApiAgreement; readonly psp: Psp; readonly day: CivilDate }
): Promise<DayOfPix> {
  const { tx, municipalityId } = context
  const period = await instantsOf(tx, day, agreement.timeZone)
  // Asked whole before anything is received: an answer that breaks off leaves the day as it was.
  const payments: unknown[] = []
  for await (const page of psp.payments(period)) payments.push(...page)
  if (payments.length === 0) return nothing([])
  try {
    const received = await receivePix(tx, context, {
      agreement: { ...agreement, municipalityId },
      payments,
    })
    const { totalCents, outcomes, refused, newCents } = received
    return {
      ...{ told: outcomes.length, toldCents: totalCents },
      missed: outcomes.filter(({ outcome }) => outcome !== 'repeated').length,
      missedCents: newCents,
      refused: refused.length,
      reasons: refused.slice(0, SHOWN).map(({ endToEndId, reason }) => `${endToEndId}: ${reason}`),
    }
  } catch (error) {
    // None of them can be received: what `receivePix` says of the first one.
    if (!(error instanceof BusinessError) || !error.code?.startsWith('E_PAYMENTS_PIX_')) throw error
    return nothing(payments, error.people)
  }
}

async function instantsOf(tx: Tx, day: CivilDate, timeZone: string) {
  const [period] = await query<{ from: Date; until: Date }>(
    tx,
    'select ?::timestamp at time zone ? as "from", ?::timestamp at time zone ? as "until"',
    [day, timeZone, addDays(day, 1), timeZone]
  )
  return period!
}

const nothing = (refused: readonly unknown[], reason?: string): DayOfPix => ({
  ...{ told: 0, toldCents: 0n, missed: 0, missedCents: 0n, refused: refused.length },
  reasons: reason ? [reason] : [],
})
