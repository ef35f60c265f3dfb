import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { lockPremise } from './locked_premise.ts'
import { refusingUnknownCodes } from './table_value.ts'

interface OfPremise {
  readonly municipalityId: bigint
  readonly premiseId: bigint
}

export interface NewBranch extends OfPremise {
  readonly installedOn: CivilDate
  /** Code of the table of diameters of water branches. */
  readonly diameter: string
  readonly note: string | null
  readonly by: string
}

/** Registers a branch left ready for a connection to come. Errors: E_REGISTRY_BRANCH_CONNECTED, …_WAITING. */
export async function registerBranch(tx: Tx, branch: NewBranch): Promise<string> {
  const { municipalityId, premiseId } = branch
  const { registration_number: number } = await lockPremise(tx, branch)
  const connected = await query(
    tx,
    `select 1 from registry_connections where premise_id = ? and service = 'water'`,
    [premiseId]
  )
  if (connected.length) throw errors.E_REGISTRY_BRANCH_CONNECTED({ number })
  if (await waitingBranchOf(tx, premiseId)) throw errors.E_REGISTRY_BRANCH_WAITING({ number })
  await refusingUnknownCodes(() =>
    query(
      tx,
      `insert into registry_waiting_branches (municipality_id, premise_id, installed_on, diameter, note, registered_by)
       values (?, ?, ?, ?, ?, ?)`,
      [municipalityId, premiseId, branch.installedOn, branch.diameter, branch.note, branch.by]
    )
  )
  return number
}

/** The branch was taken away. Errors: E_REGISTRY_BRANCH_NONE. */
export async function removeBranch(
  tx: Tx,
  given: OfPremise & { readonly on: CivilDate }
): Promise<string> {
  const { registration_number: number } = await lockPremise(tx, given)
  const ended = await query(
    tx,
    `update registry_waiting_branches set ended_on = ?
      where premise_id = ? and ended_on is null and installed_on <= ? returning id`,
    [given.on, given.premiseId, given.on]
  )
  if (!ended.length) throw errors.E_REGISTRY_BRANCH_NONE({ number, on: formatDate(given.on) })
  return number
}

/** A premise that gets its water connection waits no more. */
export async function endWaitingBranch(tx: Tx, premiseId: bigint, on: CivilDate): Promise<void> {
  await query(
    tx,
    `update registry_waiting_branches set ended_on = greatest(installed_on, ?::date)
      where premise_id = ? and ended_on is null`,
    [on, premiseId]
  )
}

export interface WaitingBranch {
  readonly installed_on: CivilDate
  readonly diameter: string
  readonly note: string | null
}

/** The branch that waits at a premise, with its diameter in words. */
export async function waitingBranchOf(tx: Tx, premiseId: bigint): Promise<WaitingBranch | null> {
  const [branch] = await query<WaitingBranch>(
    tx,
    `select b.installed_on, d.title as diameter, b.note from registry_waiting_branches b
       join registry_water_branch_diameters d on d.municipality_id = b.municipality_id and d.code = b.diameter
      where b.premise_id = ? and b.ended_on is null`,
    [premiseId]
  )
  return branch ?? null
}
