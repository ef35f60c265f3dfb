import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import { indexSearchAll, isOutside } from '#core/records/index'
import { errors } from '../errors.ts'
import { checkManager } from './managers.ts'
import { lockPremise } from './premises.ts'

export const CASE = 'large_customers.cases'

export interface CaseRow {
  readonly id: bigint
  readonly number: string
  readonly premise_id: bigint
  readonly customer_id: bigint | null
  readonly state: 'open' | 'closed'
}

/** Refuses changes of a case that is closed. @throws E_LARGE_CUSTOMERS_CASE_CLOSED */
export function refuseClosed(before: Readonly<Record<string, unknown>> | null): void {
  if (before?.state === 'closed')
    throw errors.E_LARGE_CUSTOMERS_CASE_CLOSED({ number: String(before.number) })
}

/** A case where the person works, held until the end of the transaction. @throws E_LARGE_CUSTOMERS_UNKNOWN */
export async function lockCase(
  { tx, municipalityId, actor }: ActionContext,
  id: bigint
): Promise<CaseRow> {
  const [row] = await query<CaseRow>(
    tx,
    `select id, number, premise_id, customer_id, state from large_customers_cases
      where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!row || (await isOutside(tx, actor, { type: CASE, id })))
    throw errors.E_LARGE_CUSTOMERS_UNKNOWN({ what: 'processo', id })
  return row
}

interface Opening {
  readonly subject: string
  readonly premise_id: number
  readonly manager_id: number
  readonly description?: string | null | undefined
}

/** A case about a unit and who answers for it today. Errors: _UNKNOWN, _MANAGER. */
export async function openCase(context: ActionContext, given: Opening): Promise<CaseRow> {
  const { tx, municipalityId, actor } = context
  const premise = await lockPremise(context, BigInt(given.premise_id))
  await checkManager(context, given.manager_id)
  const [row] = await query<CaseRow>(
    tx,
    `insert into large_customers_cases (municipality_id, subject, description, premise_id, customer_id, manager_id, opened_on,
       opened_by) values (?, ?, ?, ?, ?, ?, ?, ?) returning id, number, premise_id, customer_id, state`,
    [
      ...[municipalityId, given.subject, given.description || null, premise.id, premise.holder_id],
      ...[given.manager_id, await todayIn(tx, municipalityId), actor.name],
    ]
  )
  await indexSearchAll(tx, CASE, municipalityId, [row!.id])
  return row!
}

/** The end of a case. Errors: _UNKNOWN, _CASE_CLOSED. */
export async function closeCase(
  context: ActionContext,
  id: bigint,
  outcome: string
): Promise<CaseRow> {
  const { tx, municipalityId, actor } = context
  const found = await lockCase(context, id)
  refuseClosed({ ...found })
  await query(
    tx,
    `update large_customers_cases set state = 'closed', closed_on = ?, closed_by = ?, outcome = ? where id = ?`,
    [await todayIn(tx, municipalityId), actor.name, outcome, id]
  )
  return found
}

/** A closed case goes on; how it had ended stays in its history. Errors: _UNKNOWN, _CASE_OPEN. */
export async function reopenCase(context: ActionContext, id: bigint): Promise<CaseRow> {
  const found = await lockCase(context, id)
  if (found.state === 'open') throw errors.E_LARGE_CUSTOMERS_CASE_OPEN({ number: found.number })
  await query(
    context.tx,
    `update large_customers_cases set state = 'open', closed_on = null, closed_by = null, outcome = null where id = ?`,
    [id]
  )
  return found
}
