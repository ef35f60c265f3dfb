import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { type Order, cancelOrder, lockOrder } from '../services/orders.ts'
import { resend } from '../services/resend.ts'
import { debitRules } from '../services/terms.ts'

const subject = ({ id }: { readonly id: number }) => ({
  type: 'debits.orders',
  id: BigInt(id),
})

const resending = vine.create({
  id: rowId(),
  reason_code: vine.string().trim().minLength(1).maxLength(40),
  debit_on: civilDay(),
})

/** One invoice that the bank did not debit goes again in the next remittance (TR-3.2.7.16). */
export const resendAction: Action<Infer<typeof resending>, Order> = {
  name: 'debits.resend',
  title: 'Mandar de novo ao banco',
  permission: 'debits.resend',
  input: resending,
  labels: { id: 'Débito', reason_code: 'Motivo', debit_on: 'Debitar em' },
  reason: 'none',
  subject,
  async run({ tx, municipalityId }, { id, reason_code: reasonCode, debit_on: debitOn }) {
    const today = await todayIn(tx, municipalityId)
    return resend(tx, municipalityId, { id: BigInt(id), reasonCode, debitOn, today })
  },
  describe: ({ debit_on: on }, { number }) =>
    `Fatura ${number} vai de novo ao banco na próxima remessa, para débito em ${formatDate(on)}`,
}

const cancelling = vine.create({ id: rowId() })

/** An invoice is not to be debited: taken back before it is sent, cancelled at the bank afterwards. */
export const cancelDebitAction: Action<
  Infer<typeof cancelling>,
  { readonly order: Order; readonly what: string }
> = {
  name: 'debits.cancel',
  title: 'Cancelar o débito',
  permission: 'debits.resend',
  input: cancelling,
  labels: { id: 'Débito' },
  reason: 'required',
  subject,
  async run({ tx, municipalityId, reason }, { id }) {
    const order = await lockOrder(tx, municipalityId, BigInt(id))
    const today = await todayIn(tx, municipalityId)
    const { cancelDays } = await debitRules(tx, municipalityId, today)
    const how = { today, cancelDays, note: reason!.slice(0, 300) }
    return { order, what: await cancelOrder(tx, municipalityId, { order, how }) }
  },
  describe: (_, { what }) => what,
}
