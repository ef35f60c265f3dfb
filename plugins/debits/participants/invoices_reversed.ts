import { todayIn } from '#core/access/index'
import type { Participant, ParticipantContext } from '#core/actions/index'
import { BusinessError, type Issue } from '#core/kernel/index'
import type { ReversedBatch } from '#plugins/billing/api'
import type { ReassignedBatch } from '#plugins/receivables/api'
import { type Order, cancelOrder, ordersOfInvoices } from '../services/orders.ts'
import { debitRules } from '../services/terms.ts'

const INVOICES = 'billing.invoices'

/**
 * An invoice that is corrected or cancelled is not debited: one that was not sent is taken back, one that was is cancelled at
 * the bank while there is time; afterwards it is locked until the bank answers (DECISIONS 53).
 */
export const invoicesReversed: Participant<ReversedBatch> = {
  point: 'billing.reversed',
  async run(context, { sourceType = INVOICES, invoices }) {
    if (sourceType !== INVOICES) return []
    const ids = invoices.map(({ invoiceId }) => invoiceId)
    return cancelAll(context, ids, 'A fatura foi corrigida ou cancelada')
  },
}

/** Nor does the account of who owed it pay for what another customer took over. */
export const debtsReassigned: Participant<ReassignedBatch> = {
  point: 'receivables.reassigned',
  run(context, { origins }) {
    const ids = origins.filter(({ type }) => type === 'billing.invoice').map(({ id }) => id)
    return cancelAll(context, ids, 'O débito passou a outro responsável')
  },
}

async function cancelAll(
  { tx, municipalityId }: ParticipantContext,
  invoiceIds: readonly bigint[],
  note: string
): Promise<Issue[]> {
  const known = await ordersOfInvoices(tx, municipalityId, invoiceIds)
  const orders = known.filter(isUnderWay)
  if (orders.length === 0) return []
  const today = await todayIn(tx, municipalityId)
  const { cancelDays } = await debitRules(tx, municipalityId, today)
  const issues: Issue[] = []
  for (const order of orders) {
    try {
      await cancelOrder(tx, municipalityId, { order, how: { today, cancelDays, note } })
    } catch (error) {
      if (!(error instanceof BusinessError)) throw error
      issues.push({
        ...{ code: 'debit_under_way', severity: 'critical', path: `fatura ${order.number}` },
        message: error.people,
      })
    }
  }
  return issues
}

const isUnderWay = ({ state }: Order): boolean => state === 'waiting' || state === 'sent'
