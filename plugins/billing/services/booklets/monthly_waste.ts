import { type CivilDate, addMonths } from '#core/calendar/index'
import { type Pack, resolvePack } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { type PremiseFacts, premiseFactsByIds } from '#plugins/registry/api'
import { computeCharges } from '#plugins/tariffs/api'
import { isExempt } from '../../domain/billing_facts.ts'
import { categoryTitle } from '../../domain/line_title.ts'
import { WASTE } from '../../domain/severed_waste.ts'
import { errors } from '../../errors.ts'
import { BILLING_NEEDS } from '../run/billing_rules.ts'
import { frozenContracts } from '../settings/frozen_contracts.ts'
import { frozenExemptions } from '../settings/frozen_exemptions.ts'

export interface WasteAsked {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly on: CivilDate
  readonly now: Date
}

/** What a month of solid waste costs a premise, with how the tariff came to it. */
export interface MonthlyWaste {
  readonly premise: PremiseFacts
  readonly cents: bigint
  readonly basis: string
  readonly packId: bigint
}

/** Volumes that a tariff of waste must answer alike, or a year cannot be told beforehand. */
const VOLUMES = ['0', '1000'] as const

/**
 * The tariff of waste of a premise on a day, or what its contract fixes. @throws E_BILLING_BOOKLET_EXEMPT,
 * E_BILLING_BOOKLET_VOLUME, E_BILLING_BOOKLET_FREE, E_BILLING_PREMISE_UNKNOWN
 */
export async function monthlyWaste(tx: Tx, asked: WasteAsked): Promise<MonthlyWaste> {
  const { municipalityId, premiseId, on, now: knownAt } = asked
  const [premise] = await premiseFactsByIds(tx, municipalityId, [premiseId], on)
  if (!premise) throw errors.E_BILLING_PREMISE_UNKNOWN({ id: premiseId })
  const terms = { municipalityId, premiseIds: [premiseId], on }
  const exempt = await frozenExemptions(tx, terms)
  const services = exempt.get(premiseId)
  if (services?.includes('all') || isExempt(services, { service: 'other', chargeType: WASTE })) {
    throw errors.E_BILLING_BOOKLET_EXEMPT({ premise: premise.registrationNumber })
  }
  const from = addMonths(on, -1)
  const pack = await resolvePack(
    {
      ...{ municipalityId, from, until: on, knownAt, items: [...BILLING_NEEDS.items] },
      decisions: [...BILLING_NEEDS.decisions],
      parameters: [...BILLING_NEEDS.parameters],
    },
    tx
  )
  const contracts = await frozenContracts(tx, terms)
  const fixed = contracts.get(premiseId)?.find(({ service }) => service === WASTE)
  const found = fixed
    ? { cents: BigInt(fixed.value_cents!), basis: `contrato ${fixed.number}` }
    : tariffOf(pack, premise, { from, on })
  if (found.cents === 0n) {
    throw errors.E_BILLING_BOOKLET_FREE({ premise: premise.registrationNumber })
  }
  return { premise, packId: pack.id, ...found }
}

/** Each category at its own price; the same whatever is consumed. @throws E_BILLING_BOOKLET_VOLUME */
function tariffOf(
  pack: Pack,
  premise: PremiseFacts,
  { from: previousReadOn, on: readOn }: { readonly from: CivilDate; readonly on: CivilDate }
): Pick<MonthlyWaste, 'cents' | 'basis'> {
  const [low, high] = VOLUMES.map((waterM3) =>
    premise.economies.map(({ category, economies }) => {
      const facts = factsOf(premise, { category, economies, waterM3 })
      const charges = computeCharges(pack, facts, { previousReadOn, readOn })
      const cents = charges
        .filter(({ chargeType }) => chargeType === WASTE)
        .reduce((sum, { amountCents }) => sum + amountCents, 0n)
      return { category, economies, cents }
    })
  )
  if (low!.some(({ cents }, index) => cents !== high![index]!.cents)) {
    throw errors.E_BILLING_BOOKLET_VOLUME({ premise: premise.registrationNumber })
  }
  return {
    cents: low!.reduce((sum, { cents }) => sum + cents, 0n),
    basis: low!
      .map(
        ({ category, economies, cents }) =>
          `${economies} ${economies === 1 ? 'economia' : 'economias'} ${categoryTitle(category)}, ${formatMoney(cents)} por mês`
      )
      .join('; '),
  }
}

interface Part {
  readonly category: string
  readonly economies: number
  readonly waterM3: string
}

const factsOf = (premise: PremiseFacts, part: Part) => ({
  ...part,
  ...{ isWaterBillable: false, isSewageBillable: false, sewageClass: null },
  ...{ categories: premise.economies.length, profile: premise.tariffType },
  ...(premise.taps === null ? {} : { taps: premise.taps }),
  ...(premise.collectionFrequency && { collectionFrequency: premise.collectionFrequency }),
  ...(premise.wasteProfile && { wasteProfile: premise.wasteProfile }),
})
