import { type CivilDate, addDays } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { indexPremises } from './index_premise.ts'
import { customerOf, lockPremise } from './locked_premise.ts'

export interface HolderChange {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly customerId: bigint
  /** First day of the new holder; the former one's last day is the day before. */
  readonly from: CivilDate
  /** The paper that it was asked with: `registry_holder_documents`. */
  readonly documentId?: bigint | null
}

/**
 * Makes a customer the holder of a premise from a date on, ends the former holding and keeps the name copied on the
 * premise. Errors: E_REGISTRY_PREMISE_UNKNOWN, E_REGISTRY_CUSTOMER_UNKNOWN, E_REGISTRY_HOLDER_DATE.
 */
export async function setHolder(tx: Tx, change: HolderChange): Promise<void> {
  const { municipalityId, premiseId, customerId, from } = change
  await lockPremise(tx, change)
  const customer = await customerOf(tx, change)
  const latest = await latestHolding(tx, change)
  if (latest && latest.from_on >= from) {
    throw errors.E_REGISTRY_HOLDER_DATE({ premise: premiseId, from, since: latest.from_on })
  }
  await query(
    tx,
    `update registry_holdings set until_on = ?
      where premise_id = ? and role = 'holder' and coalesce(until_on, ?) >= ?`,
    [addDays(from, -1), premiseId, from, from]
  )
  await query(
    tx,
    `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on, document_id)
     values (?, ?, ?, 'holder', ?, ?)`,
    [municipalityId, premiseId, customerId, from, change.documentId ?? null]
  )
  await query(
    tx,
    'update registry_premises set holder_name = ?, holder_taxpayer_id = ? where id = ?',
    [customer.name, customer.taxpayer_id, premiseId]
  )
  await indexPremises(tx, [premiseId])
}

async function latestHolding(tx: Tx, { premiseId }: HolderChange) {
  const [latest] = await query<{ from_on: CivilDate }>(
    tx,
    `select from_on from registry_holdings where premise_id = ? and role = 'holder' order by from_on desc limit 1`,
    [premiseId]
  )
  return latest
}
