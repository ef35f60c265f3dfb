import type { Participant } from '#core/actions/index'
import type { CreditRefunded } from '#plugins/receivables/api'
import { factsOf } from '../domain/event.ts'
import { postEvents } from '../services/post_events.ts'
import { isStrict } from '../services/without_account.ts'

/** Posts what was given back in money: the credit is owed no more, and the money left the till or the bank. */
export const receivablesRefunded: Participant<CreditRefunded> = {
  point: 'receivables.refunded',
  async run(context, { requestId, cause, amountCents, agentCode, isAtBank, postedOn }) {
    const { tx, municipalityId } = context
    const money = isAtBank ? 'bank' : 'transit'
    return postEvents(tx, {
      ...{ municipalityId, postedOn, isStrict: await isStrict(context, postedOn) },
      events: [
        {
          facts: factsOf('credit_refunded', { cause, money, agent: agentCode }),
          ...{ amountCents, beneficiaryId: null, sourceType: 'receivables.refund_requests' },
          ...{ sourceId: requestId, sourceLine: null, reference: null },
        },
      ],
    })
  },
}
