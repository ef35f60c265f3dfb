import type { Participant } from '#core/actions/index'
import type { PassedOn } from '#plugins/receivables/api'
import { type EventName, type LedgerEvent, factsOf } from '../domain/event.ts'
import { postEvents } from '../services/post_events.ts'
import { isStrict } from '../services/without_account.ts'

/** Posts what was handed over to a third party, and what the utility kept for collecting it. */
export const receivablesPassedOn: Participant<PassedOn> = {
  point: 'receivables.passed_on',
  async run(context, { statementId, beneficiaryId, month, amountCents, feeCents, postedOn }) {
    const { tx, municipalityId } = context
    const event = (name: EventName, cents: bigint): LedgerEvent => ({
      facts: factsOf(name, { beneficiary_kind: 'third_party' }),
      amountCents: cents,
      ...{ beneficiaryId, sourceType: 'receivables.statements', sourceId: statementId },
      ...{ sourceLine: null, reference: month },
    })
    return postEvents(tx, {
      ...{ municipalityId, postedOn, isStrict: await isStrict(context, postedOn) },
      events: [event('third_party_passed', amountCents), event('collection_fee_kept', feeCents)],
    })
  },
}
