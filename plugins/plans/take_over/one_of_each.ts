import { parts } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type TakeOverLoading, refuse } from '#plugins/registry/api'
import type { LegacyPlan } from './read_plan.ts'

/** A plan with its place in the numbering. */
export interface NumberedPlan extends LegacyPlan {
  readonly year: number
  readonly sequence: number
}

const NUMBER = /^0*([1-9]\d{0,8})\/((?:19|20)\d\d)$/
const PER_DEBTOR =
  'Este devedor já tem parcelamento em vigor no imóvel: carregue as parcelas deste em “Cobranças a faturar”'

interface Standing {
  readonly year: number
  readonly sequence: number
  readonly isStanding: boolean
  readonly premiseId: bigint
  readonly debtorId: bigint
}

/**
 * Refuses what a plan cannot share with another: its number, and its premise and debtor while it stands. A number in the form
 * 123/2024 is kept, and new plans of its year go on above it; any other only names the plan.
 */
export async function standingBefore({
  tx,
  municipalityId,
}: TakeOverLoading): Promise<(plan: LegacyPlan) => NumberedPlan> {
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('plans.number', ?))`, [
    municipalityId,
  ])
  const there = await query<Standing>(
    tx,
    `select year::int as year, sequence, state in ('awaiting', 'active') as "isStanding", premise_id as "premiseId",
            debtor_id as "debtorId" from plans_agreements where municipality_id = ?`,
    [municipalityId]
  )
  const numbers = new Set(there.map(({ year, sequence }) => `${sequence}/${year}`))
  const last = new Map<number, number>()
  for (const { year, sequence } of there) last.set(year, Math.max(last.get(year) ?? 0, sequence))
  const standing = new Set(
    there.filter((one) => one.isStanding).map((one) => `${one.premiseId}/${one.debtorId}`)
  )
  return (plan) => {
    const place = `${plan.premiseId}/${plan.customerId}`
    if (standing.has(place)) return refuse(PER_DEBTOR)
    const [, own, ofYear] = NUMBER.exec(plan.number) ?? []
    const year = ofYear ? Number(ofYear) : parts(plan.signedOn).year
    const sequence = own ? Number(own) : (last.get(year) ?? 0) + 1
    if (numbers.has(`${sequence}/${year}`)) {
      return refuse(`Já há parcelamento de número ${sequence}/${year}`)
    }
    numbers.add(`${sequence}/${year}`)
    standing.add(place)
    last.set(year, Math.max(last.get(year) ?? 0, sequence))
    return { ...plan, year, sequence }
  }
}
