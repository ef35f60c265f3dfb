import { todayIn } from '#core/access/index'
import { type Participant, type ParticipantContext, participate } from '#core/actions/index'
import { parameterWithin } from '#core/configuration/index'
import type { ReversedBatch } from '#plugins/billing/api'
import type {
  DebtOrigin,
  MarkedBatch,
  SettledBatch,
  UnsettledBatch,
} from '#plugins/receivables/api'
import { NOTICES, type NoticeTerms } from '../configuration/parameters.ts'
import { type ListedNotice, noticesListing } from '../services/covered_notices.ts'
import { type EndState, endNotices } from '../services/end_notices.ts'
import { reopenNotices } from '../services/reopen_notices.ts'

const INVOICE = 'billing.invoice'
const PLANS: readonly string[] = ['plan', 'renegotiated']

interface Judged {
  readonly origins: readonly DebtOrigin[]
  readonly state: EndState
  readonly why: string
  isOver(notice: ListedNotice): boolean
}

/** Ends the pending notices that list some debts and are over. */
async function endListing(
  context: ParticipantContext,
  { origins, state, why, isOver }: Judged
): Promise<void> {
  const { tx, municipalityId } = context
  if (!origins.length) return
  const listing = await noticesListing(tx, municipalityId, { origins, state: 'pending' })
  const ids = listing.filter(isOver).map(({ id }) => id)
  if (!ids.length) return
  const on = await todayIn(tx, municipalityId)
  const ask = <P>(point: string, payload: P) => participate(point, payload, context)
  await endNotices(tx, { municipalityId, on, participate: ask }, { ids, state, why })
}

const originsOf = (
  settlements: readonly { readonly originType: string; readonly originId: bigint }[]
): DebtOrigin[] => settlements.map(({ originType: type, originId: id }) => ({ type, id }))

/** A notice ends when nothing that it lists is open any more, whichever paper was paid. */
export const debtsSettled: Participant<SettledBatch> = {
  point: 'receivables.settled',
  async run(context, { settlements }) {
    await endListing(context, {
      ...{ origins: originsOf(settlements), state: 'paid', why: 'Débitos pagos' },
      isOver: ({ openCents }) => openCents === 0n,
    })
    return []
  },
}

/** Money that is undone opens the debts again, and with them the notice that it had ended. */
export const debtsUnsettled: Participant<UnsettledBatch> = {
  point: 'receivables.unsettled',
  async run(context, { settlements }) {
    const origins = originsOf(settlements)
    if (origins.length) {
      const ask = <P>(point: string, payload: P) => participate(point, payload, context)
      await reopenNotices(context, { origins, participate: ask })
    }
    return []
  },
}

/** A correction voids the notices that it leaves below the threshold (DECISIONS 53). */
export const invoicesReversed: Participant<ReversedBatch> = {
  point: 'billing.reversed',
  async run(context, { sourceType = 'billing.invoices', invoices }) {
    if (sourceType !== 'billing.invoices') return []
    const { tx, municipalityId } = context
    const date = await todayIn(tx, municipalityId)
    const terms = await parameterWithin<NoticeTerms>(tx, { key: NOTICES, municipalityId, date })
    await endListing(context, {
      ...{ origins: invoices.map(({ invoiceId: id }) => ({ type: INVOICE, id })), state: 'void' },
      why: 'Fatura corrigida ou cancelada: o débito ficou abaixo do mínimo',
      isOver: ({ openCents, openDebts }) =>
        openCents === 0n ||
        openCents < BigInt(terms.minimum_cents) ||
        openDebts < terms.minimum_debts,
    })
    return []
  },
}

/** An agreement over all that a notice still asks for ends it. */
export const debtsArranged: Participant<MarkedBatch> = {
  point: 'receivables.marked',
  async run(context, { what, marks }) {
    if (what !== 'set') return []
    const origins = marks.filter(({ kind }) => PLANS.includes(kind)).map(({ origin }) => origin)
    await endListing(context, {
      ...{ origins, state: 'agreed', why: 'Débitos em acordo' },
      isOver: ({ openCents, plannedCents }) => openCents === plannedCents,
    })
    return []
  },
}
