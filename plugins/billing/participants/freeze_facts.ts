import type { Participant } from '#core/actions/index'
import type { Json } from '#core/database/index'
import type { FactsFreezing } from '#plugins/readings/api'
import { benefitsToTell, connectedSince, recentSituations } from '#plugins/registry/api'
import { paidWaste } from '../services/booklets/paid_waste.ts'
import { reserveNumbers } from '../services/site/reserve_numbers.ts'
import { frozenContracts } from '../services/settings/frozen_contracts.ts'
import { frozenExemptions } from '../services/settings/frozen_exemptions.ts'
import { payerTypes } from '../services/settings/payer_types.ts'
import { recentAfter } from '../services/settings/recent_days.ts'
import { separateWaste } from '../services/settings/separate_waste.ts'

/**
 * Exemptions, supply contracts, recent connections and their situations, who keeps taxes and whose waste is asked for apart, and the number of
 * the bill are frozen with the load (DECISIONS 46, 51).
 */
export const freezeBillingFacts: Participant<FactsFreezing> = {
  point: 'readings.facts_freezing',
  async run({ tx, municipalityId }, { on, reference, premiseIds, joined }) {
    const asked = { municipalityId, premiseIds, on }
    const exempt = await frozenExemptions(tx, asked)
    const contracts = await frozenContracts(tx, asked)
    const payers = await payerTypes(tx, asked)
    const waste = await separateWaste(tx, asked)
    const paid = await paidWaste(tx, { municipalityId, premiseIds, reference })
    const alone = premiseIds.filter((id) => !waste.has(id))
    const numbers = await reserveNumbers(tx, { municipalityId, on, reference, premiseIds: alone })
    const recent = { premiseIds, after: recentAfter(on) }
    const connected = await connectedSince(tx, recent)
    const situations = await recentSituations(tx, recent)
    const social = await benefitsToTell(tx, asked)
    const known = [exempt, contracts, connected, payers, waste, numbers, situations, social]
    for (const id of new Set([...known.flatMap((one) => [...one.keys()]), ...paid])) {
      const facts = {
        ...(exempt.has(id) ? { exempt: exempt.get(id)! } : {}),
        ...(contracts.has(id) ? { contracts: contracts.get(id)! } : {}),
        ...(connected.has(id) ? { connected_on: connected.get(id)! } : {}),
        ...(situations.has(id) ? { situations: situations.get(id)! as unknown as Json } : {}),
        ...(payers.has(id) ? { customer_type: payers.get(id)! } : {}),
        ...(paid.has(id) ? { waste_paid: true } : {}),
        ...(social.has(id) ? { social: social.get(id)! as unknown as Json } : {}),
        ...(waste.has(id) ? { waste: 'separate' } : {}),
        ...(numbers.has(id) ? { print: { number: numbers.get(id)! } } : {}),
      }
      joined.set(id, { ...joined.get(id), billing: facts })
    }
    return []
  },
}
