import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import type { Actor } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { errors } from '../../errors.ts'

export interface OwnPremise {
  readonly id: bigint
  readonly kind: 'single' | 'condominium_master' | 'condominium_child'
  readonly registration_number: string
}

interface Asked {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly premiseId: bigint
}

/** The premise, locked; one of another municipality or outside the person's territory is unknown. @throws E_BILLING_PREMISE_UNKNOWN */
export async function ownPremise(
  tx: Tx,
  { municipalityId, actor, premiseId: id }: Asked
): Promise<OwnPremise> {
  const [premise] = await query<OwnPremise>(
    tx,
    `select id, kind, registration_number from registry_premises where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!premise || (await isOutside(tx, actor, { type: 'registry.premises', id }))) {
    throw errors.E_BILLING_PREMISE_UNKNOWN({ id })
  }
  return premise
}

export interface Term {
  readonly from_on: CivilDate
  readonly until_on: CivilDate | null
  readonly ended_on: CivilDate | null
}

/** @throws E_BILLING_TERM */
export function requireTerm(from: CivilDate, until: CivilDate | undefined): void {
  if (until === undefined || until >= from) return
  throw errors.E_BILLING_TERM({ from: formatDate(from), until: formatDate(until) })
}

/** Whether something may end on a day: not before the eve of its first, nor after its term. @throws E_BILLING_ENDED, …_END_DATE */
export function requireEnd(id: bigint, term: Term, on: CivilDate): void {
  if (term.ended_on) throw errors.E_BILLING_ENDED({ id, on: formatDate(term.ended_on) })
  const first = addDays(term.from_on, -1)
  if (on >= first && (term.until_on === null || on <= term.until_on)) return
  throw errors.E_BILLING_END_DATE({
    ...{ on: formatDate(on), from: formatDate(first) },
    until: term.until_on ? formatDate(term.until_on) : 'qualquer dia',
  })
}

const OVERLAP = '23P01'

/** Whether a write was refused because the same stands already on some day. */
export const isOverlap = (error: unknown): boolean => (error as { code?: string }).code === OVERLAP
