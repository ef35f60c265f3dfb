import type { CivilDate } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import { heldInvoices } from '#plugins/billing/api'
import { type OpenDebt, openDebts } from '#plugins/receivables/api'
import { type PremiseState, isInProcess } from './notice_debts.ts'
import { pendingDebts, premiseStates } from './premise_states.ts'

/** What some premises owe on a day, with all that decides whether it is asked for. */
export interface Owing {
  readonly debts: readonly OpenDebt[]
  readonly premises: ReadonlyMap<bigint, PremiseState>
  /** Invoices in process. */
  readonly held: ReadonlySet<bigint>
  /** Debts of pending notices: `premise/debtor` to `type/id`. */
  readonly pending: ReadonlyMap<string, ReadonlySet<string>>
}

interface Asked {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly dueUntil: CivilDate
  readonly premiseIds: readonly bigint[]
}

/** Four queries, however many they are. */
export async function loadOwing(tx: Tx, asked: Asked): Promise<Owing> {
  const { municipalityId, on, dueUntil, premiseIds } = asked
  const debts = await openDebts(tx, { municipalityId, dueUntil, premiseIds })
  const ids = [...new Set(debts.flatMap(({ premiseId }) => premiseId ?? []))]
  return {
    debts,
    premises: await premiseStates(tx, { municipalityId, premiseIds: ids, on }),
    held: new Set(await heldInvoices(tx, municipalityId, { premiseIds: ids, on })),
    pending: await pendingDebts(tx, { municipalityId, premiseIds: ids }),
  }
}

export const isHeld = ({ held }: Owing, debt: OpenDebt): boolean => isInProcess(debt, held)
