import { todayIn } from '#core/access/index'
import { type Participant, participate } from '#core/actions/index'
import { addDays } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { query } from '#core/database/index'
import { type HeldBatch, heldInvoices } from '#plugins/billing/api'
import { noticesListing } from '../services/covered_notices.ts'
import { endNotices } from '../services/end_notices.ts'
import { answerProof } from '../services/messages/answer_proof.ts'

const INVOICE = 'billing.invoice'
const WHY = 'Pagamento comprovado na fatura, à espera do banco'

interface Open {
  readonly notice_id: bigint
  readonly premise_id: bigint
  readonly origin_type: string
  readonly origin_id: bigint
}

/** An invoice that was proven on its own page ends the notices all of whose open debts are proven, and the debtor is told (WA-12). */
export const provenElsewhere: Participant<HeldBatch> = {
  point: 'billing.held',
  async run(context, { invoiceIds, kind }) {
    if (kind !== 'bank_confirmation') return []
    const { tx, municipalityId, actor } = context
    const origins = invoiceIds.map((id) => ({ type: INVOICE, id }))
    const listing = await noticesListing(tx, municipalityId, { origins, state: 'pending' })
    const demands = listing.filter((one) => one.kind !== 'letter').map(({ id }) => id)
    if (!demands.length) return []
    const on = await todayIn(tx, municipalityId)
    const open = await query<Open>(
      tx,
      `select distinct d.notice_id, d.premise_id, d.origin_type, d.origin_id from dunning_notice_debts d
         join receivables_items i on i.municipality_id = d.municipality_id and i.origin_type = d.origin_type
          and i.origin_id = d.origin_id and i.state = 'open' and i.open_cents > i.withheld_cents
        where d.municipality_id = ? and d.notice_id = any(?::bigint[])`,
      [municipalityId, demands]
    )
    const premiseIds = open.map((one) => one.premise_id)
    const held = new Set(await heldInvoices(tx, municipalityId, { premiseIds, on }))
    const isProven = (one: Open) => one.origin_type === INVOICE && held.has(one.origin_id)
    const asked = new Set(open.filter((one) => !isProven(one)).map((one) => one.notice_id))
    const ids = demands.filter((id) => !asked.has(id))
    const ending = {
      ...{ municipalityId, on },
      participate: <P>(point: string, payload: P) => participate(point, payload, context),
    }
    const ended = await endNotices(tx, ending, { ids, state: 'cancelled', why: WHY })
    const days = await parameterWithin<number>(tx, {
      ...{ key: 'billing.proof_days', municipalityId, date: on },
    })
    for (const noticeId of ended) {
      await answerProof(tx, {
        ...{ municipalityId, on, by: actor.name, noticeId, reason: null },
        ...{ document: 'Registrado na fatura', untilOn: addDays(on, days) },
      })
    }
    return []
  },
}
