import db from '@adonisjs/lucid/services/db'
import { runAction } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import { detailOf, runStep } from '../steps.ts'
import type { PlayedMonth } from './month.ts'
import type { PlannedPix } from './plan.ts'

/** The notices of a day's Pix. The bank does not see the answer to the first ones and tells of them again, the last first. */
export async function bringPix(month: PlayedMonth, day: CivilDate): Promise<void> {
  const { on, municipalityId, reference, plan, agreements } = month
  for (const [bank, agreement] of agreements.entries()) {
    const paid = plan.pix.filter((one) => one.bank === bank && one.paidOn === day)
    const step = `cycle/${reference}/pix/${bank}/${day}`
    if (!paid.length || (await detailOf(db, municipalityId, step)) !== null) continue
    const renewed = await runAction('payments.renew_pix_token', {
      actor: on.actor,
      input: { id: String(agreement.id) },
    })
    const { token } = renewed as { token: string }
    const pix = paid.map(noticeOf)
    for (const told of [pix, pix.toReversed()]) {
      await runAction('payments.pix_notice', { actor: on.actor, input: { token, pix: told } })
    }
    await runStep(municipalityId, step, async () => undefined)
  }
}

const noticeOf = ({ document, paidOn }: PlannedPix) => ({
  endToEndId: `E00000000${paidOn.replaceAll('-', '')}1530${String(document.id).padStart(11, '0')}`,
  txid: document.pix_txid,
  valor: Dec.ofCents(document.amount_cents).toFixed(2),
  horario: `${paidOn}T15:30:00.000Z`,
})
