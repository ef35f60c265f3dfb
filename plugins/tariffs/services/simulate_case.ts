import { type CivilDate, clock } from '#core/calendar/index'
import {
  type Draft,
  type Pack,
  checkSchema,
  resolvePack,
  withDraft,
} from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { centsText } from '#core/money/index'
import { TARIFF_NEEDS } from '../api.ts'
import { CASE_SCHEMA } from '../configuration/case_schema.ts'
import type { ComputedCharge, ConsumptionPeriod } from '../domain/charge.ts'
import { type SimulationCase, factsOf, periodOf } from '../domain/simulation_case.ts'
import { CHARGE_TITLES } from '../domain/structure_forms.ts'
import type { ChargeType } from '../domain/structure.ts'
import { errors } from '../errors.ts'
import { computeCharges } from './compute_charges.ts'

/** Whose configuration a simulation uses: what is in force for its dates, or that with one draft in its place. */
export interface SimulationScope {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly draft: Draft | null
}

/** A simulated bill, ready to be shown or written as JSON; amounts are decimal text in R$. */
export interface Simulated {
  readonly total: string
  readonly previous_read_on: CivilDate
  readonly read_on: CivilDate
  readonly charges: readonly SimulatedCharge[]
}

export interface SimulatedCharge {
  readonly charge_type: string
  readonly title: string
  readonly category: string
  readonly m3: string
  readonly amount: string
  readonly because: string
  readonly spans: readonly {
    readonly from: CivilDate
    readonly until: CivilDate
    readonly days: number
    readonly of_days: number
    readonly table_version: string
    readonly full_amount: string
    readonly amount: string
    readonly basis: string
    readonly rate: string
    readonly lines: ComputedCharge['segments'][number]['lines']
  }[]
}

/** A case as given, checked. @throws BusinessError E_TARIFFS_CASE naming each field at fault. */
export function checkCase(given: unknown): SimulationCase {
  const issues = checkSchema(CASE_SCHEMA, given as Json)
  if (issues.length === 0) return given as SimulationCase
  const problems = issues.map(({ path, message }) => `${path || '/'}: ${message}`).join(' ')
  throw errors.E_TARIFFS_CASE({ problems })
}

/**
 * The bill of one case: the same calculation as billing, over the configuration in force or a draft; nothing is stored but
 * the pack that names the versions.
 * @throws BusinessError, PricingError or RuleError, each with a text for people.
 */
export async function simulateCase(scope: SimulationScope, given: unknown): Promise<Simulated> {
  const one = checkCase(given)
  const period = periodOf(one, scope.on)
  const pack = await packOf(scope, period)
  const charges = factsOf(one).flatMap((facts) => computeCharges(pack, facts, period))
  return {
    total: centsText(charges.reduce((sum, { amountCents }) => sum + amountCents, 0n)),
    previous_read_on: period.previousReadOn,
    read_on: period.readOn,
    charges: charges.map(simulatedCharge),
  }
}

async function packOf(scope: SimulationScope, period: ConsumptionPeriod): Promise<Pack> {
  const pack = await resolvePack({
    municipalityId: scope.municipalityId,
    from: period.previousReadOn,
    until: period.readOn,
    knownAt: clock.now(),
    decisions: TARIFF_NEEDS.decisions,
    items: TARIFF_NEEDS.items,
    parameters: TARIFF_NEEDS.parameters,
  })
  return scope.draft ? withDraft(pack, scope.draft) : pack
}

/** A charge as it is told outside. */
export function simulatedCharge(charge: ComputedCharge): SimulatedCharge {
  return {
    charge_type: charge.chargeType,
    title: CHARGE_TITLES[charge.chargeType as ChargeType] ?? charge.chargeType,
    category: charge.category,
    m3: charge.quantityM3,
    amount: centsText(charge.amountCents),
    because: charge.because,
    spans: charge.segments.map((span) => ({
      from: span.from,
      until: span.until,
      days: span.days,
      of_days: span.ofDays,
      table_version: String(span.tariffVersionId),
      full_amount: span.fullAmount,
      amount: centsText(span.amountCents),
      basis: span.basis,
      rate: span.rate,
      lines: span.lines,
    })),
  }
}
