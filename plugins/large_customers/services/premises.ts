import { todayIn } from '#core/access/index'
import { type ActionContext, prepareAction, runPrepared } from '#core/actions/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { isOutside, updateAction } from '#core/records/index'
import { errors } from '../errors.ts'

export interface PremiseRow {
  readonly id: bigint
  readonly registration: string
  readonly special_kind: string | null
  /** Who answers for it today. */
  readonly holder_id: bigint | null
}

/** A premise where the person works, held until the end of the transaction. @throws E_LARGE_CUSTOMERS_UNKNOWN */
export async function lockPremise(
  { tx, municipalityId, actor }: ActionContext,
  id: bigint
): Promise<PremiseRow> {
  const [row] = await query<PremiseRow>(
    tx,
    `select p.id, p.registration_number as registration, p.special_kind,
            (select h.customer_id from registry_holdings h
              where h.premise_id = p.id and h.role = 'holder' and ? between h.from_on and coalesce(h.until_on, 'infinity')) as holder_id
       from registry_premises p where p.municipality_id = ? and p.id = ? for update`,
    [await todayIn(tx, municipalityId), municipalityId, id]
  )
  if (!row || (await isOutside(tx, actor, { type: 'registry.premises', id })))
    throw errors.E_LARGE_CUSTOMERS_UNKNOWN({ what: 'imóvel', id })
  return row
}

/**
 * Marks a premise as of a large customer in the registry, or takes the mark away: by the registry's own change, with its
 * permission and in the history of the premise.
 */
export async function markPremise(
  { tx, actor, now }: ActionContext,
  { id, special_kind: before }: PremiseRow,
  mark: 'large_consumer' | null
): Promise<void> {
  if (before === mark || before === 'public_body') return
  const type = registries().records.get('registry.premises')
  const input = { id: String(id), changes: { special_kind: mark } }
  await runPrepared(tx, await prepareAction(updateAction(type), { actor, input, now }))
}
