import type { ActionContext } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import type { ProposedChange } from '#core/records/index'
import { errors } from '../errors.ts'
import { lockPremise } from './locked_premise.ts'

interface OfGroup {
  readonly municipalityId: bigint
  readonly groupId: bigint
}

/** The due days that a billing group offers; empty: any. */
export async function dueDaysOf(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, groupId }: OfGroup
): Promise<readonly number[]> {
  const [row] = await query<{ due_days: string | null }>(
    tx,
    'select due_days from registry_billing_groups where municipality_id = ? and id = ?',
    [municipalityId, groupId]
  )
  return row?.due_days ? row.due_days.split(', ').map(Number) : []
}

/** @throws E_REGISTRY_DUE_DAY when the group offers days, and this is none of them */
export async function requireDueDay(tx: Tx, of: OfGroup, day: number): Promise<void> {
  const days = await dueDaysOf(tx, of)
  if (days.length && !days.includes(day)) {
    throw errors.E_REGISTRY_DUE_DAY({ day, days: days.join(', ') })
  }
}

/** Refuses, in the forms of a premise, a day that its group does not offer. */
export async function checkDueDay(
  { tx, municipalityId }: ActionContext,
  { before, changes }: ProposedChange
): Promise<void> {
  const day = changes['due_day']
  const group = changes['billing_group_id'] ?? before?.['billing_group_id']
  if (day === undefined || day === null || group === undefined || group === null) return
  await requireDueDay(tx, { municipalityId, groupId: BigInt(String(group)) }, Number(day))
}

const DAYS = /^([1-9]|[12]\d|3[01])(, ([1-9]|[12]\d|3[01]))*$/

/** Refuses a list of days that is not written as the help says. @throws E_REGISTRY_DUE_DAYS */
export function checkDueDays(_: ActionContext, { changes }: ProposedChange): Promise<void> {
  const text = changes['due_days']
  if (typeof text === 'string' && text !== '' && !DAYS.test(text)) {
    throw errors.E_REGISTRY_DUE_DAYS({ text })
  }
  return Promise.resolve()
}

export interface ChosenDueDay {
  readonly registration: string
  readonly before: number | null
}

/** The day of the month on which the bills of a premise are due; null: that of its group. Errors: E_REGISTRY_DUE_DAY, _PREMISE_UNKNOWN. */
export async function chooseDueDay(
  { tx, municipalityId }: ActionContext,
  { premiseId, day }: { readonly premiseId: bigint; readonly day: number | null }
): Promise<ChosenDueDay> {
  const premise = await lockPremise(tx, { municipalityId, premiseId })
  if (day !== null) {
    await requireDueDay(tx, { municipalityId, groupId: premise.billing_group_id }, day)
  }
  await query(tx, 'update registry_premises set due_day = ? where id = ?', [day, premiseId])
  return { registration: premise.registration_number, before: premise.due_day }
}
