import type { Actor } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, isUniqueViolation, query } from '#core/database/index'
import { Dec } from '#core/money/index'
import type { ContractKind, ContractService } from '../../domain/supply_contract.ts'
import { errors } from '../../errors.ts'
import { CONTRACT_KINDS, CONTRACT_SERVICES, labelOf } from '../../records/setting_options.ts'
import { ownPremise } from './own_premise.ts'
import { type EndedRow, type Ending, endTerm, isOverlap, requireTerm } from './terms.ts'

/** What a contract agrees, besides whom and when; m³ and prices as decimal text. */
export interface AgreedTerms {
  readonly volume_m3?: string | undefined
  readonly min_m3?: string | undefined
  readonly max_m3?: string | undefined
  readonly above_max?: 'capped' | 'tariff' | undefined
  readonly value_cents?: string | undefined
  readonly excess_price?: string | undefined
}

export interface NewContract {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly at: Date
  readonly number: string
  readonly premiseId: bigint
  readonly service: ContractService
  readonly kind: ContractKind
  readonly from: CivilDate
  readonly until: CivilDate | undefined
  readonly terms: AgreedTerms
  readonly remarks: string | undefined
}

const NEEDS: Readonly<Record<ContractKind, readonly (keyof AgreedTerms)[]>> = {
  fixed_volume: ['volume_m3'],
  min_max: ['min_m3', 'max_m3', 'above_max'],
  fixed_value: ['value_cents'],
  demand: ['volume_m3'],
}
const MAY: Partial<Record<ContractKind, readonly (keyof AgreedTerms)[]>> = {
  demand: ['excess_price'],
}
const WORDS: Readonly<Record<keyof AgreedTerms, string>> = {
  volume_m3: 'volume contratado',
  min_m3: 'consumo mínimo',
  max_m3: 'consumo máximo',
  above_max: 'o que se faz acima do máximo',
  value_cents: 'valor por mês',
  excess_price: 'preço do excedente',
}

/** @throws E_BILLING_CONTRACT_TERMS */
function requireTerms({ kind, service, terms }: NewContract): void {
  const problems = [
    ...NEEDS[kind].filter((name) => !terms[name]).map((name) => `falta ${WORDS[name]}`),
    ...(Object.keys(WORDS) as (keyof AgreedTerms)[])
      .filter((name) => terms[name] && ![...NEEDS[kind], ...(MAY[kind] ?? [])].includes(name))
      .map((name) => `${WORDS[name]} não é deste tipo de contrato`),
    ...(service === 'garbage' && kind !== 'fixed_value'
      ? ['a coleta de lixo não tem volume: use o valor fixo']
      : []),
    ...(terms.min_m3 && terms.max_m3 && Dec.of(terms.max_m3).lt(Dec.of(terms.min_m3))
      ? ['o consumo máximo é menor que o mínimo']
      : []),
  ]
  if (!problems.length) return
  throw errors.E_BILLING_CONTRACT_TERMS({
    ...{ kind: labelOf(CONTRACT_KINDS, kind), service, fields: problems.join('; ') },
  })
}

/**
 * Registers a supply contract (DECISIONS 18). @throws E_BILLING_CONTRACT_TERMS, E_BILLING_TERM, E_BILLING_PREMISE_UNKNOWN,
 * E_BILLING_CONTRACT_OVERLAP, E_BILLING_CONTRACT_NUMBER
 */
export async function signContract(tx: Tx, given: NewContract): Promise<bigint> {
  const { premiseId, service, from, until, terms } = given
  requireTerm(from, until)
  requireTerms(given)
  await ownPremise(tx, given)
  try {
    const [row] = await query<{ id: bigint }>(
      tx,
      `insert into billing_contracts (municipality_id, number, premise_id, service, kind, from_on, until_on, volume_m3, min_m3,
         max_m3, above_max, value_cents, excess_price, remarks, signed_by, signed_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
      [
        ...[given.municipalityId, given.number, premiseId, service, given.kind, from],
        ...[until ?? null, terms.volume_m3 ?? null, terms.min_m3 ?? null, terms.max_m3 ?? null],
        ...[terms.above_max ?? null, terms.value_cents ? BigInt(terms.value_cents) : null],
        ...[terms.excess_price ?? null, given.remarks ?? null, given.actor.name, given.at],
      ]
    )
    return row!.id
  } catch (error) {
    throw refusalOf(error, given)
  }
}

function refusalOf(error: unknown, { premiseId: premise, service, number, from }: NewContract) {
  if (isUniqueViolation(error)) {
    return errors.E_BILLING_CONTRACT_NUMBER({ number }, { cause: error })
  }
  if (!isOverlap(error)) return error
  const title = labelOf(CONTRACT_SERVICES, service).toLowerCase()
  return errors.E_BILLING_CONTRACT_OVERLAP(
    { premise, service, title, from: formatDate(from) },
    { cause: error }
  )
}

export type ContractRow = EndedRow<'number'>

/** Ends a contract on a day, its last. @throws E_BILLING_CONTRACT_UNKNOWN, E_BILLING_ENDED, E_BILLING_END_DATE */
export const endContract = (tx: Tx, ending: Ending): Promise<ContractRow> =>
  endTerm(
    tx,
    { table: 'billing_contracts', column: 'number', unknown: errors.E_BILLING_CONTRACT_UNKNOWN },
    ending
  )
