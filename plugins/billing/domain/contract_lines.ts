import type { Dec } from '#core/money/index'
import { sewageBase, sourcesM3 } from './alternative_sources.ts'
import type { MadeCharge } from './charge_lines.ts'
import type { InvoiceLine } from './invoice_line.ts'
import type { PremiseMonth } from './premise_month.ts'
import {
  type ContractService,
  type SupplyContract,
  contractVolume,
  excessCents,
  excessOf,
} from './supply_contract.ts'

export interface Contracted {
  readonly month: PremiseMonth
  /** What was consumed, the condominium's share in it. */
  readonly consumed: Dec
  readonly contracts: readonly SupplyContract[]
}

const SERVICES: readonly ContractService[] = ['water', 'sewage', 'garbage']

const serviceOf = ({ service, chargeType }: InvoiceLine): string =>
  service === 'other' ? chargeType : service

/** The contract of one service. */
export const contractOf = (
  contracts: readonly SupplyContract[] | undefined,
  service: ContractService
): SupplyContract | undefined => contracts?.find((one) => one.service === service)

/**
 * The lines of a premise with supply contracts or alternative sources. A contracted volume is asked of the tariff in place of
 * what was consumed; sewage follows the water billed and what comes from alternative sources, unless it has a contract of its
 * own; a fixed value stands in place of its service's lines. What is beyond a contracted demand with a price of its own is a line apart.
 */
export function contractLines(
  { month, consumed, contracts }: Contracted,
  tariff: (m3: Dec, fed?: Dec) => InvoiceLine[],
  make: (charge: MadeCharge) => InvoiceLine
): InvoiceLine[] {
  const water = contractOf(contracts, 'water')
  const billed = contractVolume(water, consumed)
  const base = tariff(billed)
  const rest = base.filter((line) => !SERVICES.includes(serviceOf(line) as ContractService))
  const lines = SERVICES.flatMap((service) => {
    const contract = contractOf(contracts, service)
    const own = (from: readonly InvoiceLine[]) => from.filter((line) => serviceOf(line) === service)
    const used = service === 'sewage' ? sewageBase(consumed, month) : consumed
    const fed = service === 'sewage' ? sewageBase(billed, month) : billed
    if (!contract) return own(fed.eq(billed) ? base : tariff(fed, sourcesM3(month.sources)))
    if (contract.kind === 'fixed_value') {
      return [fixedLine(month, { contract, consumed: used }, make)]
    }
    const volume = contractVolume(contract, used)
    const excess = excessOf(contract, volume)
    const priced = excess ? volume.minus(excess) : volume
    const asked = own(priced.eq(billed) ? base : tariff(priced))
    return excess ? [...asked, excessLine(asked, { contract, excess }, make)] : asked
  })
  return [...lines, ...rest]
}

function fixedLine(
  month: PremiseMonth,
  { contract, consumed }: { readonly contract: SupplyContract; readonly consumed: Dec },
  make: (charge: MadeCharge) => InvoiceLine
): InvoiceLine {
  const { service } = contract
  return make({
    chargeType: service,
    service: service === 'garbage' ? 'other' : service,
    category: month.economies[0]?.category ?? null,
    quantityM3: service === 'garbage' ? '0' : consumed.toString(),
    amountCents: BigInt(contract.value_cents!),
    versionId: null,
  })
}

/** Beyond the demand, under the version that priced the demand itself. */
function excessLine(
  asked: readonly InvoiceLine[],
  { contract, excess }: { readonly contract: SupplyContract; readonly excess: Dec },
  make: (charge: MadeCharge) => InvoiceLine
): InvoiceLine {
  const { service } = contract
  return make({
    chargeType: `${service}_excess`,
    service: service === 'garbage' ? 'other' : service,
    category: asked[0]?.category ?? null,
    quantityM3: excess.toString(),
    amountCents: excessCents(excess, contract.excess_price!),
    versionId: asked[0]?.versionId ?? null,
  })
}
