import { Dec } from '#core/money/index'
import type { BridgeTerm } from '#core/reports/index'
import { EVERYTHING } from '../domain/billing_facts.ts'
import { contractOf } from '../domain/contract_lines.ts'
import type { BillingSet, PremiseMonth } from '../domain/premise_month.ts'
import { contractVolume } from '../domain/supply_contract.ts'
import type { SharedSet } from './condominium_terms.ts'

export interface ExpectedVolume {
  readonly month: PremiseMonth
  /** With what a condominium's sharing adds or takes. */
  readonly consumed: Dec
  /** Null of who is exempt of everything and has no invoice. */
  readonly billed: Dec | null
}

/** What each premise of the sets billed should have on its first invoice. */
export function expectedVolumes(
  sets: readonly BillingSet[],
  shared: readonly SharedSet[]
): ExpectedVolume[] {
  const shares = new Map(shared.flatMap((one) => [...one.shares]))
  return sets.flatMap(({ months }) =>
    months.map((month) => {
      const { billing, billedM3, premiseId } = month
      const consumed = billedM3.plus(shares.get(premiseId) ?? Dec.ZERO)
      if (!billing) return { month, consumed, billed: consumed }
      if (billing.exempt?.includes(EVERYTHING)) return { month, consumed, billed: null }
      const contract = contractOf(billing.contracts, 'water')
      return { month, consumed, billed: contractVolume(contract, consumed) }
    })
  )
}

/**
 * What supply contracts and exemptions of everything did to the volume, calculated again from the frozen facts: what the
 * invoices say of it proves nothing.
 */
export function departureTerms(
  sets: readonly BillingSet[],
  shared: readonly SharedSet[]
): BridgeTerm[] {
  let contract = Dec.ZERO
  let exempt = Dec.ZERO
  for (const { consumed, billed } of expectedVolumes(sets, shared)) {
    if (billed) contract = contract.plus(billed.minus(consumed))
    else exempt = exempt.plus(consumed)
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
