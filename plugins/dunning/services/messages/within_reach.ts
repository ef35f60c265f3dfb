import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { NOTICE_KINDS, PAPER_KINDS, type PolicyStep } from '../../domain/policy.ts'
import { type PremiseState, pairKey } from '../notice_debts.ts'
import { reaches } from './reach.ts'

/** Whether a step is written to the debtor by message. */
export const isMessage = ({ kind, channel }: PolicyStep): boolean =>
  channel === 'message' && (PAPER_KINDS.includes(kind) || NOTICE_KINDS.includes(kind))

interface Written {
  readonly premise: Pick<PremiseState, 'premiseId'>
  readonly debtorId: bigint
}

export interface ByReach<T> {
  readonly reached: readonly T[]
  /** No number or address that is valid, in use and allowed: asked for in another way. */
  readonly unreachable: readonly T[]
}

interface Asked<T> {
  readonly municipalityId: bigint
  readonly on: CivilDate
  stepOf(one: T): PolicyStep
}

/** Who of those whose step is a message can be written to; who had one of that step today is in neither. */
export async function byReach<T extends Written>(
  tx: Tx,
  { municipalityId, on, stepOf }: Asked<T>,
  wanted: readonly T[]
): Promise<ByReach<T>> {
  const messages = wanted.filter((one) => isMessage(stepOf(one)))
  if (!messages.length) return { reached: wanted, unreachable: [] }
  const debtorIds = messages.map(({ debtorId }) => debtorId)
  const known = await reaches(tx, { municipalityId, on, debtorIds })
  const told = await toldOn(tx, { municipalityId, on }, messages)
  const keyOf = (one: T) => `${pairKey(one.premise.premiseId, one.debtorId)}/${stepOf(one).id}`
  return {
    reached: wanted.filter(
      (one) => !isMessage(stepOf(one)) || (known.has(one.debtorId) && !told.has(keyOf(one)))
    ),
    unreachable: messages.filter(({ debtorId }) => !known.has(debtorId)),
  }
}

async function toldOn(
  tx: Tx,
  { municipalityId, on }: { readonly municipalityId: bigint; readonly on: CivilDate },
  messages: readonly Written[]
): Promise<ReadonlySet<string>> {
  const rows = await query<{ key: string }>(
    tx,
    `select premise_id || '/' || debtor_id || '/' || step as key from dunning_notices
      where municipality_id = ? and premise_id = any(?::bigint[]) and issued_on = ? and message_id is not null`,
    [municipalityId, messages.map(({ premise }) => premise.premiseId), on]
  )
  return new Set(rows.map(({ key }) => key))
}
