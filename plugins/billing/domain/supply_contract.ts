import { Dec, formatDecimal, formatMoney } from '#core/money/index'

export type ContractKind = 'fixed_volume' | 'min_max' | 'fixed_value' | 'demand'
export type ContractService = 'water' | 'sewage' | 'garbage'

/** A supply contract as frozen with the load: m³ and R$ a m³ as decimal text, amounts in cents as text. */
export interface SupplyContract {
  readonly number: string
  readonly service: ContractService
  readonly kind: ContractKind
  /** Of a fixed volume and of a contracted demand. */
  readonly volume_m3?: string
  readonly min_m3?: string
  readonly max_m3?: string
  readonly above_max?: 'capped' | 'tariff'
  readonly value_cents?: string
  /** R$ a m³ beyond the contracted demand. */
  readonly excess_price?: string
}

/** m³ that a service is billed under its contract, from what was consumed (DECISIONS 18). */
export function contractVolume(contract: SupplyContract | undefined, consumed: Dec): Dec {
  switch (contract?.kind) {
    case 'fixed_volume':
      return Dec.of(contract.volume_m3!)
    case 'demand':
      return Dec.max(consumed, Dec.of(contract.volume_m3!))
    case 'min_max': {
      const least = Dec.max(consumed, Dec.of(contract.min_m3!))
      return contract.above_max === 'tariff' ? least : Dec.min(least, Dec.of(contract.max_m3!))
    }
    default:
      return consumed
  }
}

/** m³ beyond a contracted demand that have a price of their own; null where the tariff prices all. */
export function excessOf(contract: SupplyContract | undefined, billed: Dec): Dec | null {
  if (contract?.kind !== 'demand' || contract.excess_price === undefined) return null
  const excess = billed.minus(Dec.of(contract.volume_m3!))
  return excess.isZero() ? null : excess
}

/** Half-up to the cent, once for the whole excess. */
export const excessCents = (excess: Dec, price: string): bigint =>
  excess.times(Dec.of(price)).round(2, 'half-up').toCents()

const m3 = (text: string) => `${formatDecimal(Dec.of(text))} m³`
const SERVICES = { water: 'água', sewage: 'esgoto', garbage: 'coleta de lixo' } as const

/** The contract in one sentence, for the bill and the page of the invoice. */
export function contractText(contract: SupplyContract): string {
  return `Contrato de fornecimento ${contract.number} (${SERVICES[contract.service]}): ${termsOf(contract)}.`
}

export function termsOf(contract: SupplyContract): string {
  switch (contract.kind) {
    case 'fixed_volume':
      return `${m3(contract.volume_m3!)} por mês`
    case 'fixed_value':
      return `${formatMoney(BigInt(contract.value_cents!))} por mês`
    case 'demand':
      return `demanda contratada de ${m3(contract.volume_m3!)}${
        contract.excess_price
          ? `, excedente a R$ ${formatDecimal(Dec.of(contract.excess_price))} o m³`
          : ''
      }`
    case 'min_max':
      return `mínimo de ${m3(contract.min_m3!)} e máximo de ${m3(contract.max_m3!)}${
        contract.above_max === 'tariff' ? ', acima dele pela tarifa' : ''
      }`
  }
}
