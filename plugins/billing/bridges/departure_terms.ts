import { Dec } from '#core/money/index'
import type { BridgeTerm } from '#core/reports/index'
import { EVERYTHING } from '../domain/billing_facts.ts'
import { contractOf } from '../domain/contract_lines.ts'
import type { BillingSet } from '../domain/premise_month.ts'
import { contractVolume } from '../domain/supply_contract.ts'
import type { SharedSet } from './condominium_terms.ts'

/**
 * What supply contracts and exemptions of everything did to the volume, calculated again from the frozen facts: what the
 * invoices say of it proves nothing.
 */
export function departureTerms(
  sets: readonly BillingSet[],
  shared: readonly SharedSet[]
): BridgeTerm[] {
  const shares = new Map(shared.flatMap((one) => [...one.shares]))
  let contract = Dec.ZERO
  let exempt = Dec.ZERO
  for (const month of sets.flatMap(({ months }) => months)) {
    const { billing, billedM3, premiseId } = month
    if (!billing) continue
    const consumed = billedM3.plus(shares.get(premiseId) ?? Dec.ZERO)
    if (billing.exempt?.includes(EVERYTHING)) exempt = exempt.plus(consumed)
    else {
      const billed = contractVolume(contractOf(billing.contracts, 'water'), consumed)
      contract = contract.plus(billed.minus(consumed))
    }
  }
  return [
    {
      name: 'contract',
      label: 'Por contrato de fornecimento',
      sign: '+',
      value: contract.toString(),
    },
    { name: 'exempt', label: 'De isentos, sem fatura', sign: '-', value: exempt.toString() },
  ]
}
