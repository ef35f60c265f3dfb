import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import { type Cancelled, cancelPlan } from '../services/cancel.ts'
import { type Early, offerEarly } from '../services/early.ts'

const input = vine.create({ id: rowId() })
const subject = ({ id }: { readonly id: number }) => ({
  ...{ type: 'plans.agreements', id: BigInt(id) },
})
const premise = (id: bigint) => ({ type: 'registry.premises', id })

/** The debts are owed again (TR-3.2.9.2.8). */
export const cancelAction: Action<Infer<typeof input>, Cancelled> = {
  name: 'plans.cancel',
  title: 'Cancelar parcelamento',
  permission: 'plans.cancel',
  serviceRecord: {
    ...{ task: 'Cancelamento de parcelamento', group: 'Cobrança' },
    unit: (_, { plan }) => premise(plan.premise_id),
  },
  input,
  labels: { id: 'Parcelamento' },
  reason: 'required',
  subject,
  async run({ tx, municipalityId, actor, participate, reason }, { id }) {
    const on = await todayIn(tx, municipalityId)
    return cancelPlan(
      { tx, municipalityId, participate },
      { id: BigInt(id), on, by: actor.name, cause: 'person', reason: reason!.slice(0, 300) }
    )
  },
  describe: (_, { plan, paidCents, restoredCents, withdrawnInstalments }) =>
    `Parcelamento ${plan.number} cancelado: ${withdrawnInstalments} parcela(s) deixam de ser cobradas e ${formatMoney(restoredCents)} de débitos voltam a ficar pendentes${paidCents > 0n ? `, descontado o que foi pago (${formatMoney(paidCents)})` : ''}`,
}

/** What is left, at its present value, on one document (TR-3.2.9.4). */
export const offerEarlyAction: Action<Infer<typeof input>, Early> = {
  name: 'plans.offer_early',
  title: 'Emitir quitação antecipada',
  permission: 'plans.negotiate',
  serviceRecord: {
    ...{ task: 'Antecipação de parcelas', group: 'Cobrança' },
    unit: (_, { plan }) => premise(plan.premise_id),
  },
  input,
  labels: { id: 'Parcelamento' },
  reason: 'none',
  subject,
  async run(context, { id }) {
    const today = await todayIn(context.tx, context.municipalityId)
    return offerEarly(context, { id: BigInt(id), today })
  },
  describe: (_, early) =>
    `Quitação antecipada do parcelamento ${early.plan.number}: documento ${early.number} de ${formatMoney(early.amountCents)} por ${early.instalments} parcela(s), válido até ${formatDate(early.validUntil)}${early.savedCents > 0n ? `; deixam de ser pagos ${formatMoney(early.savedCents)} de juros` : ''}`,
}
