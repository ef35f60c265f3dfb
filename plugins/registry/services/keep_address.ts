import type { ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import type { ProposedChange } from '#core/records/index'
import { checkRange, completeByStreet } from './complete_address.ts'
import { indexPremises } from './index_premise.ts'

const DECIDING = ['street_id', 'number'] as const
const decides = (changes: Readonly<Record<string, unknown>>) =>
  DECIDING.some((name) => name in changes)

/** Refuses, where the municipality wants that, a number outside every range of the street. */
export async function checkAddress(
  { tx, municipalityId }: ActionContext,
  { before, changes }: ProposedChange
): Promise<void> {
  const { street_id: streetId, number } = { ...before, ...changes }
  if (!decides(changes) || !streetId) return
  const place = { streetId: BigInt(streetId as string), number: number as string | null }
  await checkRange(tx, municipalityId, await completeByStreet(tx, municipalityId, place))
}

/** A premise on a registered street carries the street's name, and the range of its number decides the rest. */
export async function keepAddress(
  { tx, municipalityId }: ActionContext,
  { id, after }: { readonly id: bigint; readonly after: Readonly<Record<string, unknown>> }
): Promise<void> {
  if (!decides(after)) return
  const [premise] = await query<{ street_id: bigint | null; number: string | null }>(
    tx,
    'select street_id, number from registry_premises where id = ?',
    [id]
  )
  if (!premise?.street_id) return
  const { street_id: streetId, number } = premise
  const completed = await completeByStreet(tx, municipalityId, { streetId, number })
  await query(
    tx,
    `update registry_premises set street = ?, district_id = coalesce(?, district_id),
            district = coalesce(?, district), zip_code = coalesce(?, zip_code)
      where id = ?`,
    [completed.street, completed.districtId, completed.district, completed.zipCode, id]
  )
  await indexPremises(tx, [id])
}
