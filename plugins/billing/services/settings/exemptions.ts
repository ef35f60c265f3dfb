import type { Actor } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { EVERYTHING } from '../../domain/billing_facts.ts'
import { errors } from '../../errors.ts'
import { EXEMPTED, labelOf } from '../../records/setting_options.ts'
import { ownPremise } from './own_premise.ts'
import { type EndedRow, type Ending, endTerm, isOverlap, requireTerm } from './terms.ts'

export type BelongsTo = 'person' | 'premise'

export interface NewExemption {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly at: Date
  readonly premiseId: bigint
  readonly service: string
  readonly from: CivilDate
  readonly until: CivilDate | undefined
  readonly reasonCode: string
  /** Of the holder, or of the premise whoever answers for it; as its reason says, when not said. */
  readonly belongsTo: BelongsTo | undefined
  readonly legalBasis: string | undefined
  readonly remarks: string | undefined
}

/**
 * Registers what a premise does not pay, from a day on. @throws E_BILLING_PREMISE_UNKNOWN, E_BILLING_TERM,
 * E_BILLING_EXEMPT_CONDOMINIUM, E_BILLING_EXEMPTION_OVERLAP
 */
export async function grantExemption(tx: Tx, given: NewExemption): Promise<bigint> {
  const { premiseId: premise, service, from, until } = given
  requireTerm(from, until)
  const { kind } = await ownPremise(tx, given)
  if (service === EVERYTHING && kind === 'condominium_master') {
    throw errors.E_BILLING_EXEMPT_CONDOMINIUM({ premise })
  }
  try {
    const [row] = await query<{ id: bigint }>(
      tx,
      `insert into billing_exemptions (municipality_id, premise_id, service, from_on, until_on, reason_code, legal_basis,
         remarks, granted_by, granted_at, belongs_to)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(?, (select case when is_personal then 'person' else 'premise' end
         from billing_exemption_reasons where municipality_id = ? and code = ?), 'premise')) returning id`,
      [
        ...[given.municipalityId, premise, service, from, until ?? null, given.reasonCode],
        ...[given.legalBasis ?? null, given.remarks ?? null, given.actor.name, given.at],
        ...[given.belongsTo ?? null, given.municipalityId, given.reasonCode],
      ]
    )
    return row!.id
  } catch (error) {
    if (!isOverlap(error)) throw error
    const title = labelOf(EXEMPTED, service).toLowerCase()
    throw errors.E_BILLING_EXEMPTION_OVERLAP(
      { premise, service, title, from: formatDate(from) },
      { cause: error }
    )
  }
}

interface Left {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  /** First day of the new holder. */
  readonly from: CivilDate
  readonly by: string
}

/** Personal exemptions end with their holder, on the day before; those that had not begun stand on no day. @returns what they were of. */
export async function endPersonal(
  tx: Tx,
  { municipalityId, premiseId, from, by }: Left
): Promise<string[]> {
  const rows = await query<{ service: string }>(
    tx,
    `update billing_exemptions set ended_on = greatest(from_on, ?::date) - 1, ended_by = ?
      where municipality_id = ? and premise_id = ? and belongs_to = 'person'
        and coalesce(least(ended_on, until_on), ?) >= ? returning service`,
    [from, by, municipalityId, premiseId, from, from]
  )
  return rows.map(({ service }) => labelOf(EXEMPTED, service)).sort()
}

export type ExemptionRow = EndedRow<'service'>

/** Ends an exemption on a day, its last; the load after it is charged again. @throws E_BILLING_EXEMPTION_UNKNOWN, E_BILLING_ENDED, E_BILLING_END_DATE */
export const endExemption = (tx: Tx, ending: Ending): Promise<ExemptionRow> =>
  endTerm(
    tx,
    { table: 'billing_exemptions', column: 'service', unknown: errors.E_BILLING_EXEMPTION_UNKNOWN },
    ending
  )
