import type { Participant } from '#core/actions/index'
import type { TakenOver } from '#plugins/receivables/api'
import { type LedgerEvent, factsOf } from '../domain/event.ts'
import { postEvents } from '../services/post_events.ts'
import { isStrict } from '../services/without_account.ts'

/** Posts the opening balances: what customers owed, and what they were owed, when the system before was left. */
export const receivablesTakenOver: Participant<TakenOver> = {
  point: 'receivables.taken_over',
  async run(context, { postedOn, items, credits, arrangements }) {
    const { tx, municipalityId } = context
    const debts = items.map((item): LedgerEvent => ({
      facts: factsOf(
        item.beneficiaryKind === 'utility' ? 'opening_debt' : 'third_party_opening_debt',
        {
          ...{ charge_type: item.chargeType, component: item.component },
          beneficiary_kind: item.beneficiaryKind,
        }
      ),
      ...{ amountCents: item.amountCents, beneficiaryId: item.beneficiaryId },
      ...{ sourceType: 'receivables.items', sourceId: item.id, sourceLine: null },
      reference: item.reference,
    }))
    const owed = credits.map((credit): LedgerEvent => ({
      facts: factsOf('opening_credit', { cause: 'overpayment' }),
      ...{ amountCents: credit.amountCents, beneficiaryId: null },
      ...{ sourceType: 'receivables.credits', sourceId: credit.id, sourceLine: null },
      reference: null,
    }))
    const waiting = arrangements.map(({ source, reference, amountCents }): LedgerEvent => ({
      facts: factsOf('opening_debt', {
        ...{ charge_type: 'plan', component: 'principal', beneficiary_kind: 'utility' },
      }),
      ...{ amountCents, beneficiaryId: null, sourceType: source.type, sourceId: source.id },
      ...{ sourceLine: null, reference },
    }))
    return postEvents(tx, {
      ...{ municipalityId, postedOn, isStrict: await isStrict(context, postedOn) },
      events: [...debts, ...owed, ...waiting],
    })
  },
}
