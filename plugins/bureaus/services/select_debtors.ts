import { isValidCnpj, isValidCpf } from '@brazilian-utils/brazilian-utils'
import { type CivilDate, addMonths, daysBetween } from '#core/calendar/index'
import type { Pack } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { centsText } from '#core/money/index'
import type { OpenDebt } from '#plugins/receivables/api'
import type { ListingTerms } from '../configuration/parameters.ts'
import { eligibilityDecision } from '../decisions/eligibility.ts'
import { OBSTACLES, type Obstacle } from '../domain/obstacles.ts'
import { type CandidateDebt, candidates } from './candidates.ts'

export interface Selecting {
  readonly municipalityId: bigint
  readonly today: CivilDate
  readonly pack: Pack
  readonly terms: ListingTerms
  /** Null: for a notice, before any bureau. */
  readonly bureau: { readonly id: bigint; readonly purpose: 'listing' | 'protest' } | null
  readonly debtorIds?: readonly bigint[]
}

export interface SelectedDebtor {
  readonly customerId: bigint
  readonly debts: readonly OpenDebt[]
}

export interface LeftOut {
  readonly customerId: bigint
  readonly debts: number
  readonly amountCents: bigint
  readonly reason: string
}

export interface Selected {
  readonly examined: number
  readonly chosen: readonly SelectedDebtor[]
  readonly leftOut: readonly LeftOut[]
}

/**
 * Who meets the terms and the rules in force on a day, and why each other debtor with something overdue does not. The law
 * comes first: what has an obstacle is no fact of the rules. A notice is for debts that lack one; a bureau is for those that
 * have it.
 */
export async function selectDebtors(tx: Tx, selecting: Selecting): Promise<Selected> {
  const { municipalityId, today, terms, bureau, debtorIds } = selecting
  const looking = { municipalityId, today, terms, bureauId: bureau?.id ?? null }
  const byDebtor = await candidates(tx, { ...looking, ...(debtorIds ? { debtorIds } : {}) })
  const people = await customersOf(tx, selecting, [...byDebtor.keys()])
  const chosen: SelectedDebtor[] = []
  const leftOut: LeftOut[] = []
  const judge = judgeBy(selecting)
  for (const [customerId, all] of byDebtor) {
    const admitted = all.filter(isAdmitted(bureau === null))
    const reason = judge(people.get(customerId)!, { all, admitted })
    const wanted = bureau === null ? admitted.filter(({ isNoticed }) => !isNoticed) : admitted
    if (reason === null && wanted.length) {
      chosen.push({ customerId, debts: wanted.map(({ debt }) => debt) })
    } else if (reason !== null) {
      const amountCents = all.reduce((sum, { debt }) => sum + debt.listingCents, 0n)
      leftOut.push({ customerId, debts: all.length, amountCents, reason })
    }
  }
  return { examined: byDebtor.size, chosen, leftOut }
}

/** A notice is for what lacks nothing else. */
const isAdmitted =
  (isForNotice: boolean) =>
  ({ obstacle }: CandidateDebt): boolean =>
    obstacle === null || (isForNotice && obstacle === 'notice')

interface Debts {
  readonly all: readonly CandidateDebt[]
  readonly admitted: readonly CandidateDebt[]
}

/** The rules in force, as a function that says why not; null: listed. */
function judgeBy({ today, pack, terms, bureau }: Selecting) {
  const segment = pack.at(today)
  const rules = segment.ruleset(eligibilityDecision.name)
  return (person: Person, { all, admitted }: Debts): string | null => {
    if (!hasTaxpayer(person)) return 'Sem CPF ou CNPJ válido'
    const obstacle = all.find((one) => !admitted.includes(one))?.obstacle ?? null
    if (admitted.length === 0) return words(obstacle)
    const dues = admitted.map(({ debt }) => debt.dueOn).toSorted()
    const { outcome } = rules.evaluate(
      {
        ...{ today, purpose: bureau?.purpose ?? 'listing', customer_kind: person.kind },
        is_minor: person.birth_on !== null && addMonths(person.birth_on, 216) > today,
        is_deceased: person.is_deceased,
        has_social_tariff: person.has_social_tariff,
        items: admitted.length,
        debt: centsText(admitted.reduce((sum, { debt }) => sum + debt.listingCents, 0n)),
        oldest_days: daysBetween(dues[0]!, today),
        ...{ min_items: terms.min_items, min_debt: centsText(BigInt(terms.min_cents)) },
      },
      segment.lookups
    )
    const { listed, reason } = outcome as { listed: boolean; reason: string }
    if (listed) return null
    return obstacle === null ? reason : `${reason}; entre os outros: ${words(obstacle)}`
  }
}

const words = (obstacle: Obstacle | null): string => (obstacle ? OBSTACLES[obstacle] : '')

interface Person {
  readonly id: bigint
  readonly kind: string
  readonly taxpayer_id: string | null
  readonly birth_on: CivilDate | null
  readonly is_deceased: boolean
  readonly has_social_tariff: boolean
}

function hasTaxpayer({ taxpayer_id: id }: Person): boolean {
  if (id === null) return false
  return id.length === 11 ? isValidCpf(id) : id.length === 14 && isValidCnpj(id, { version: 2 })
}

async function customersOf(
  tx: Tx,
  { municipalityId, today }: Selecting,
  ids: readonly bigint[]
): Promise<ReadonlyMap<bigint, Person>> {
  const rows = await query<Person>(
    tx,
    `select c.id, c.kind, c.taxpayer_id, c.birth_on, (c.deceased_on is not null or c.closed_on is not null) as is_deceased,
            exists (select from registry_social_benefits b where b.municipality_id = c.municipality_id and b.customer_id = c.id
                     and b.from_on <= ? and b.last_on >= ?) as has_social_tariff
       from registry_customers c where c.municipality_id = ? and c.id = any(?::bigint[])`,
    [today, today, municipalityId, ids]
  )
  return new Map(rows.map((row) => [row.id, row]))
}
