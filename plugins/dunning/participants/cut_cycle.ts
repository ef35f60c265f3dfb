import type { Participant } from '#core/actions/index'
import type { HeldBatch, ReversedBatch } from '#plugins/billing/api'
import type {
  DebtOrigin,
  MarkedBatch,
  SettledBatch,
  UnsettledBatch,
} from '#plugins/receivables/api'
import type { OrderClosing, OrderOpening } from '#plugins/services/api'
import { LEVELS } from '../domain/cut_policy.ts'
import { errors } from '../errors.ts'
import { closeCut } from '../services/cut/close_cut.ts'
import { INVOICE } from '../services/cut/noticed_debts.ts'
import { policyOn, putBack, reviewCases } from '../services/cut/review_cases.ts'

/** Debts named once each. */
function unique(origins: readonly DebtOrigin[]): DebtOrigin[] {
  return [...new Map(origins.map((one) => [`${one.type}/${one.id}`, one])).values()]
}

const originsOf = (settlements: SettledBatch['settlements']) =>
  unique(settlements.map(({ originType: type, originId: id }) => ({ type, id })))

const invoices = (ids: readonly bigint[]) => ids.map((id) => ({ type: INVOICE, id }))

/** A cut is asked by its case only. */
const refuseByHand: Participant<OrderOpening> = {
  point: 'services.order_opening',
  async run({ tx, municipalityId }, { type: { code: type }, on }) {
    const policy = await policyOn(tx, municipalityId, on)
    const isCut = LEVELS.some((level) => policy[`level_${level}`].service === type)
    if (isCut) throw errors.E_DUNNING_CUT_BY_HAND({ type })
    return []
  },
}

const closeCutOrder: Participant<OrderClosing> = {
  point: 'services.order_closing',
  async run(context, closing) {
    await closeCut(context, closing)
    return []
  },
}

const recallPaid: Participant<SettledBatch> = {
  point: 'receivables.settled',
  async run(context, { settlements }) {
    const cause = { why: 'débito pago', reconnects: true }
    await reviewCases(context, originsOf(settlements), cause)
    return []
  },
}

const putBackUnpaid: Participant<UnsettledBatch> = {
  point: 'receivables.unsettled',
  async run(context, { settlements }) {
    await putBack(context, originsOf(settlements))
    return []
  },
}

/** An agreement takes the debts out of what supports a cut; one that is broken gives nothing back (DECISIONS 28). */
const recallAgreed: Participant<MarkedBatch> = {
  point: 'receivables.marked',
  async run(context, { what, marks }) {
    const agreed = marks.filter(({ kind }) => kind === 'plan' || kind === 'renegotiated')
    if (what === 'lifted' || !agreed.length) return []
    const origins = unique(agreed.map(({ origin }) => origin))
    await reviewCases(context, origins, { why: 'débito parcelado', reconnects: true })
    return []
  },
}

const HELD: Readonly<Record<HeldBatch['kind'], string>> = {
  bank_confirmation: 'pagamento comprovado, à espera do banco',
  administrative: 'débito em processo administrativo',
  judicial: 'débito em processo judicial',
  review: 'débito em revisão',
}

const recallHeld: Participant<HeldBatch> = {
  point: 'billing.held',
  async run(context, { invoiceIds, kind }) {
    const cause = { why: HELD[kind], reconnects: kind === 'bank_confirmation' }
    await reviewCases(context, invoices(invoiceIds), cause)
    return []
  },
}

const recallCorrected: Participant<ReversedBatch> = {
  point: 'billing.reversed',
  async run(context, { invoices: reversed, sourceType }) {
    if (sourceType !== undefined) return []
    const origins = invoices(reversed.map(({ invoiceId }) => invoiceId))
    await reviewCases(context, origins, { why: 'débito corrigido', reconnects: true })
    return []
  },
}

export const cutCycle: readonly Participant[] = [
  refuseByHand,
  closeCutOrder,
  recallPaid,
  putBackUnpaid,
  recallAgreed,
  recallHeld,
  recallCorrected,
]
