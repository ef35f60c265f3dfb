import type { Actor } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { errors } from '../../errors.ts'
import { ownPremise } from './own_premise.ts'
import {
  type EndedRow,
  type Ending,
  type TermsQuery,
  endTerm,
  isOverlap,
  requireTerm,
} from './terms.ts'

/** Whose solid waste has a paper of its own: of a unit, or of all of a group. */
export interface NewSeparateWaste {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly at: Date
  readonly premiseId: bigint | undefined
  readonly groupId: bigint | undefined
  readonly from: CivilDate
  readonly until: CivilDate | undefined
  readonly remarks: string | undefined
}

/**
 * Asks for solid waste by a paper of its own from a day on. @throws E_BILLING_TERM, E_BILLING_WASTE_WHOSE,
 * E_BILLING_PREMISE_UNKNOWN, E_BILLING_GROUP_UNKNOWN, E_BILLING_WASTE_OVERLAP
 */
export async function separateWasteOf(tx: Tx, given: NewSeparateWaste): Promise<bigint> {
  const { municipalityId, premiseId, groupId, from, until } = given
  requireTerm(from, until)
  if ((premiseId === undefined) === (groupId === undefined)) throw errors.E_BILLING_WASTE_WHOSE()
  if (premiseId !== undefined) await ownPremise(tx, { ...given, premiseId })
  if (groupId !== undefined) await ownGroup(tx, { ...given, groupId })
  try {
    const [row] = await query<{ id: bigint }>(
      tx,
      `insert into billing_separate_wastes (municipality_id, premise_id, billing_group_id, from_on, until_on, remarks, set_by,
         set_at) values (?, ?, ?, ?, ?, ?, ?, ?) returning id`,
      [
        ...[municipalityId, premiseId ?? null, groupId ?? null, from, until ?? null],
        ...[given.remarks ?? null, given.actor.name, given.at],
      ]
    )
    return row!.id
  } catch (error) {
    if (!isOverlap(error)) throw error
    throw errors.E_BILLING_WASTE_OVERLAP({ from: formatDate(from) }, { cause: error })
  }
}

/** @throws E_BILLING_GROUP_UNKNOWN */
async function ownGroup(
  tx: Tx,
  { municipalityId, actor, groupId: id }: NewSeparateWaste & { readonly groupId: bigint }
): Promise<void> {
  const [group] = await query(
    tx,
    'select id from registry_billing_groups where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  if (!group || (await isOutside(tx, actor, { type: 'registry.billing_groups', id }))) {
    throw errors.E_BILLING_GROUP_UNKNOWN({ id })
  }
}

/** One paper again, from the load after the last day on. @throws E_BILLING_WASTE_UNKNOWN, E_BILLING_ENDED, E_BILLING_END_DATE */
export const endSeparateWaste = (tx: Tx, ending: Ending): Promise<EndedRow<'set_by'>> =>
  endTerm(
    tx,
    { table: 'billing_separate_wastes', column: 'set_by', unknown: errors.E_BILLING_WASTE_UNKNOWN },
    ending
  )

/** The premises, of some, whose solid waste has a paper of its own on a day, by themselves or by their group. */
export async function separateWaste(
  tx: Tx,
  { municipalityId, premiseIds, on }: TermsQuery
): Promise<ReadonlyMap<bigint, true>> {
  const rows = await query<{ id: bigint }>(
    tx,
    `select p.id from registry_premises p
      where p.id = any(?::bigint[]) and exists (
        select 1 from billing_separate_wastes w
         where w.municipality_id = ? and (w.premise_id = p.id or w.billing_group_id = p.billing_group_id)
           and w.from_on <= ? and coalesce(least(w.ended_on, w.until_on), ?) >= ?)`,
    [premiseIds, municipalityId, on, on, on]
  )
  return new Map(rows.map(({ id }) => [id, true]))
}
