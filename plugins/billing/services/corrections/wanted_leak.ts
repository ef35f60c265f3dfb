import type { ActionContext } from '#core/actions/index'
import { Dec, formatDecimal } from '#core/money/index'
import { ownShareOf } from '#plugins/readings/api'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import type { LeakRule } from '../../configuration/correction_parameters.ts'
import type { LeakService } from '../../domain/line_changes.ts'
import { errors } from '../../errors.ts'
import type { Present, Wanted } from './correction_request.ts'
import { m3 } from './wanted_readings.ts'

export interface LeakRequest {
  readonly method: 'percent' | 'average'
  readonly waterPercent: string | null
  readonly sewagePercent: string | null
}

const SERVICES: readonly (readonly [LeakService, string])[] = [
  ['water', 'água'],
  ['sewage', 'esgoto'],
]

/**
 * A proven leak: a percentage of what consumption is charged, up to the limit of each service, or the bill made again with the mean of
 * the last months (DECISIONS 20). Errors: E_BILLING_LEAK_RULE, E_BILLING_LEAK_LIMIT, E_BILLING_LEAK_AVERAGE, E_BILLING_LEAK_PERCENT.
 */
export async function wantedLeak(
  context: ActionContext,
  present: Present,
  request: LeakRequest
): Promise<Wanted> {
  const rule = present.rules.on.parameter<LeakRule>('billing.leak_rule')
  if (rule.method !== 'both' && rule.method !== request.method) {
    throw errors.E_BILLING_LEAK_RULE({ rule: METHODS[rule.method] })
  }
  return request.method === 'percent'
    ? wantedPercent(present, request)
    : wantedAverage(context, present, rule)
}

const METHODS = { percent: 'uma porcentagem do valor', average: 'o consumo médio' } as const

const ceilingOf = ({ rules }: Present, service: LeakService): Dec =>
  Dec.of(rules.on.parameter<string>(`billing.leak_max_${service}_percent`))

function wantedPercent(present: Present, { waterPercent, sewagePercent }: LeakRequest): Wanted {
  const asked = { water: waterPercent, sewage: sewagePercent }
  const given = SERVICES.flatMap(([service, name]) => {
    const percent = asked[service]
    if (percent === null || Dec.of(percent).isZero()) return []
    const limit = ceilingOf(present, service)
    if (Dec.of(percent).gt(limit)) refuseOver(name, percent, limit)
    return [[service, percent, name] as const]
  })
  if (given.length === 0) throw errors.E_BILLING_LEAK_PERCENT()
  return {
    change: {
      discounts: Object.fromEntries(given.map(([service, percent]) => [service, percent])),
    },
    notes: given.map(
      ([, percent, name]) => `Desconto de ${formatDecimal(Dec.of(percent))}% no consumo de ${name}.`
    ),
  }
}

/** @throws BusinessError E_BILLING_LEAK_LIMIT */
function refuseOver(service: string, percent: string, limit: Dec): never {
  throw errors.E_BILLING_LEAK_LIMIT({
    service,
    ...{ percent: formatDecimal(Dec.of(percent)), limit: formatDecimal(limit) },
  })
}

/** The mean of what the months before used, in whole m³. */
async function wantedAverage(
  { tx }: ActionContext,
  present: Present,
  rule: LeakRule
): Promise<Wanted> {
  const { composed, source, invoice } = present
  const own = source.bySet
    .get(invoice.set_key)
    ?.find(({ premiseId }) => premiseId === invoice.premise_id)
  const months = (own?.facts.history ?? []).slice(0, rule.months)
  if (months.length === 0) throw errors.E_BILLING_LEAK_AVERAGE()
  const total = Dec.sum(months.map((month) => Dec.of(month.own_m3 ?? month.m3)))
  const average = total.divide(Dec.of(months.length), 0, 'half-up')
  if (average.gte(composed.month.billedM3)) {
    throw errors.E_BILLING_LEAK_NOTHING({ average: m3(average.toString()) })
  }
  const billedM3 = average.toString()
  const change = { billed_m3: billedM3 }
  if (rule.average_within_ceiling) requireWithin(present, present.compose(change))
  const ownM3 = await ownShareOf(tx, { loadItemId: invoice.load_item_id, billedM3 })
  return {
    change,
    kept: { reading: null, billedM3, creditM3: null, ownM3 },
    notes: [
      `Média de ${months.length} ${months.length === 1 ? 'mês' : 'meses'}: ${m3(billedM3)} em vez de ${m3(composed.month.billedM3.toString())}.`,
    ],
  }
}

/** @throws BusinessError E_BILLING_LEAK_LIMIT */
function requireWithin(present: Present, after: ComposedInvoice): void {
  for (const [service, name] of SERVICES) {
    const before = chargedFor(present.composed, service)
    if (before.isZero()) continue
    const taken = before.minus(chargedFor(after, service))
    const percent = Dec.muldiv(taken, Dec.of(100), before, 2, 'half-up')
    const limit = ceilingOf(present, service)
    if (percent.gt(limit)) refuseOver(name, percent.toString(), limit)
  }
}

const chargedFor = ({ lines }: ComposedInvoice, service: LeakService): Dec =>
  Dec.sum(
    lines
      .filter(({ line }) => line.service === service && line.component === 'principal')
      .map(({ line }) => Dec.ofCents(line.amountCents))
  )
