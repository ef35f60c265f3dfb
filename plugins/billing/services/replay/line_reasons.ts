import type { CivilDate } from '#core/calendar/index'
import type { Pack, VersionRef } from '#core/configuration/index'
import { Dec, formatDecimal, formatMoney } from '#core/money/index'
import { baseText, sewageBase, sourceText } from '../../domain/alternative_sources.ts'
import { daysText } from '../../domain/billable_days.ts'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import { contractOf } from '../../domain/contract_lines.ts'
import type { InvoiceLine } from '../../domain/invoice_line.ts'
import { settledText } from '../../domain/settled_months.ts'
import { type SupplyContract, contractText } from '../../domain/supply_contract.ts'
import { usualPeriod } from '../run/billing_rules.ts'
import type { WaitedAgain } from './price_again.ts'

/** What lines that no tariff answered are explained with. */
export interface ReasonFacts {
  /** Day whose parameters decided. */
  readonly on?: CivilDate
  readonly waited?: WaitedAgain
}

const DELIVERY_FEE = 'delivery_fee'

/** The version of the parameter that made a fee of a delivery elsewhere; null of any other line. */
export function feeVersion(
  line: InvoiceLine,
  pack: Pack,
  on: CivilDate | undefined
): VersionRef | null {
  if (line.chargeType !== DELIVERY_FEE || line.pendingId !== null || !on) return null
  return pack.at(on).version('parameter', 'billing.delivery_fee')
}

/** Why a line is charged what it is, besides what the tariff says, in sentences. */
export function lineReasons(
  line: InvoiceLine,
  composed: ComposedInvoice,
  { pack, on, waited }: ReasonFacts & { readonly pack: Pack }
): readonly string[] {
  if (line.isCarriedIn) {
    return ['Já cobrado em fatura anterior, que ficou abaixo do valor mínimo para emitir.']
  }
  if (line.settles) return [`${settledText(line.settles)}, pela tarifa dos dias daquele mês.`]
  if (line.pendingId !== null) return waited?.get(line.pendingId)?.texts ?? []
  const fee = feeVersion(line, pack, on)
  if (fee) return [`Parâmetro “Taxa de entrega em outro endereço”, versão ${fee.number}.`]
  const days = line.source === 'made' && on ? proratedText(line, composed, { pack, on }) : null
  return [
    ...(days ? [`${days}.`] : []),
    ...contractReasons(line, composed),
    ...sourceReasons(line, composed),
  ]
}

/** Of a connection that changed in the period, or a period that is no month: for how many days it is charged. */
export function proratedText(
  { service }: Pick<InvoiceLine, 'service'>,
  { month }: ComposedInvoice,
  { pack, on }: { readonly pack: Pack; readonly on: CivilDate }
): string | null {
  const rules = pack.at(on)
  return daysText(month, service, {
    billableServices: rules.parameter('billing.billable_services'),
    situationDays: rules.parameter('billing.situation_days'),
    usualPeriod: usualPeriod(rules),
  })
}

/** Of what the base of sewage is made, where the premise has alternative sources and no contract of sewage says another. */
export function sourceReasons(
  { service }: Pick<InvoiceLine, 'service'>,
  { month, billedM3 }: ComposedInvoice
): readonly string[] {
  const { sources, billing } = month
  if (service !== 'sewage' || !sources?.length) return []
  const texts = sources.map(sourceText)
  if (contractOf(billing?.contracts, 'sewage')) return texts
  return [`Esgoto: ${baseText(sewageBase(Dec.of(billedM3), month), sources)}.`, ...texts]
}

function contractReasons(line: InvoiceLine, { month }: ComposedInvoice): readonly string[] {
  const contract = contractFor(line, month.billing?.contracts)
  if (!contract) return []
  const text = contractText(contract)
  if (contract.excess_price === undefined || !line.chargeType.endsWith(EXCESS)) return [text]
  const volume = formatDecimal(Dec.of(line.quantityM3))
  const price = formatDecimal(Dec.of(contract.excess_price), 2)
  return [text, `${volume} m³ × R$ ${price} = ${formatMoney(line.amountCents)}`]
}

const EXCESS = '_excess'

/** Sewage follows the volume of the water's contract unless it has its own; what has no volume follows none. */
function contractFor(
  { service, chargeType, quantityM3 }: InvoiceLine,
  contracts: readonly SupplyContract[] | undefined
): SupplyContract | undefined {
  const name = service === 'other' ? chargeType.replace(EXCESS, '') : service
  const own = contracts?.find((one) => one.service === name)
  if (own) return own.kind === 'fixed_value' || !Dec.of(quantityM3).isZero() ? own : undefined
  if (name !== 'sewage') return undefined
  const water = contractOf(contracts, 'water')
  return water?.kind === 'fixed_value' ? undefined : water
}
