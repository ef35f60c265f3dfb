import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, referenceMonth, rowId } from '#core/actions/index'
import { formatRefMonth } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import {
  type Reconciliation,
  concludeReconciliation,
  decideReconciliation,
  prepareReconciliation,
} from '../services/reconcile_month.ts'

const month = vine.create({ reference: referenceMonth() })
const one = vine.create({ id: rowId() })
const subject = ({ id }: { readonly id: number }) => ({
  ...{ type: 'payments.reconciliations', id: BigInt(id) },
})

/** Lays the three balances of a closed month side by side (AC-020). */
export const prepareReconciliationAction: Action<Infer<typeof month>, Reconciliation> = {
  name: 'payments.prepare_reconciliation',
  title: 'Preparar a conciliação do mês',
  permission: 'payments.reconcile',
  input: month,
  labels: { reference: 'Mês' },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'payments.reconciliations', id }),
  run: (context, { reference }) =>
    prepareReconciliation(context.tx, {
      ...{ municipalityId: context.municipalityId, reference },
      ...{ at: context.now, by: context.actor.name },
      participate: (point, payload) => context.participate(point, payload),
    }),
  describe: ({ reference }, { openItems, openCents }) =>
    openItems === 0
      ? `Conciliação de ${formatRefMonth(reference)} preparada: os três saldos se explicam`
      : `Conciliação de ${formatRefMonth(reference)} preparada: ${openItems} item(ns) a justificar, ${formatMoney(openCents)}`,
}

/** By who answers for what differs; with items to justify, only with a justification. */
export const concludeReconciliationAction: Action<Infer<typeof one>, { readonly month: string }> = {
  name: 'payments.conclude_reconciliation',
  title: 'Concluir a conciliação',
  permission: 'payments.reconcile',
  input: one,
  labels: { id: 'Conciliação' },
  reason: 'optional',
  subject,
  run: ({ tx, municipalityId, actor, now: at, reason }, { id }) =>
    concludeReconciliation(tx, { municipalityId, actor, at, id: BigInt(id) }, reason),
  describe: (_, { month: of }) => `Conciliação de ${of} concluída`,
}

const deciding = (
  action: Pick<Action, 'name' | 'title' | 'reason'>,
  approves: boolean
): Action<Infer<typeof one>, { readonly month: string }> => ({
  ...action,
  permission: 'payments.approve_reconciliation',
  input: one,
  labels: { id: 'Conciliação' },
  subject,
  run: ({ tx, municipalityId, actor, now: at, reason }, { id }) =>
    decideReconciliation(
      tx,
      { municipalityId, actor, at, id: BigInt(id) },
      approves ? null : reason
    ),
  describe: (_, { month: of }) =>
    approves ? `Conciliação de ${of} aprovada` : `Conciliação de ${of} devolvida`,
})

/** By another person than who concluded. */
export const approveReconciliationAction = deciding(
  { name: 'payments.approve_reconciliation', title: 'Aprovar a conciliação', reason: 'optional' },
  true
)

export const returnReconciliationAction = deciding(
  { name: 'payments.return_reconciliation', title: 'Devolver a conciliação', reason: 'required' },
  false
)
