import type { Participant } from '#core/actions/index'
import type { InvoicesCollecting } from '#plugins/billing/api'
import { collectByDebit } from '../services/collect.ts'

export const invoicesCollecting: Participant<InvoicesCollecting> = {
  point: 'billing.collecting',
  async run({ tx }, collecting) {
    await collectByDebit(tx, collecting)
    return []
  },
}
