import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { ACTS, type Act } from '../configuration/parameters.ts'
import { errors } from '../errors.ts'
import { takeNumbers, yearOf } from './numbers.ts'
import { stepsOf } from './settings.ts'

/** Whose debts, and of which premise; null: of none. */
export interface ProcessSubject {
  readonly debtorId: bigint
  readonly premiseId: bigint | null
}

export interface Doing {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly by: string
}

export const subjectKey = ({ debtorId, premiseId }: ProcessSubject): string =>
  `${debtorId}/${premiseId ?? 0n}`

/** The open process of each subject: the one that stands, or a new one with the steps in force. */
export async function openProcesses(
  tx: Tx,
  { municipalityId, on, by }: Doing,
  subjects: readonly ProcessSubject[]
): Promise<ReadonlyMap<string, bigint>> {
  const standing = await openOnes(tx, municipalityId, subjects)
  const missing = subjects.filter((one) => !standing.has(subjectKey(one)))
  if (missing.length === 0) return standing
  const numbers = await takeNumbers(tx, {
    ...{ municipalityId, kind: 'process', year: yearOf(on), count: missing.length },
  })
  const opened = await query<ProcessSubject & { id: bigint }>(
    tx,
    `insert into debt_register_processes (municipality_id, number, debtor_id, premise_id, opened_on, opened_by)
     select ?, u.number, u.debtor, nullif(u.premise, 0), ?::date, ?
       from unnest(?::text[], ?::bigint[], ?::bigint[]) as u (number, debtor, premise)
     returning id, debtor_id as "debtorId", premise_id as "premiseId"`,
    [
      ...[municipalityId, on, by, numbers, missing.map(({ debtorId }) => debtorId)],
      missing.map(({ premiseId }) => premiseId ?? 0n),
    ]
  )
  await writeSteps(
    tx,
    municipalityId,
    opened.map(({ id }) => id)
  )
  return new Map([...standing, ...opened.map((one) => [subjectKey(one), one.id] as const)])
}

async function openOnes(
  tx: Tx,
  municipalityId: bigint,
  subjects: readonly ProcessSubject[]
): Promise<Map<string, bigint>> {
  const rows = await query<ProcessSubject & { id: bigint }>(
    tx,
    `select p.id, p.debtor_id as "debtorId", p.premise_id as "premiseId" from debt_register_processes p
       join unnest(?::bigint[], ?::bigint[]) as u (debtor, premise)
         on u.debtor = p.debtor_id and u.premise = coalesce(p.premise_id, 0)
      where p.municipality_id = ? and p.state = 'open'`,
    [
      subjects.map(({ debtorId }) => debtorId),
      subjects.map(({ premiseId }) => premiseId ?? 0n),
      municipalityId,
    ]
  )
  return new Map(rows.map((row) => [subjectKey(row), row.id]))
}

async function writeSteps(tx: Tx, municipalityId: bigint, ids: readonly bigint[]): Promise<void> {
  const steps = await stepsOf(tx, municipalityId)
  await query(
    tx,
    `insert into debt_register_process_steps (municipality_id, process_id, position, code, title, is_mandatory)
     select ?, p.id, s.position, s.code, s.title, s.is_mandatory
       from unnest(?::bigint[]) as p (id)
       cross join unnest(?::text[], ?::text[], ?::boolean[]) with ordinality as s (code, title, is_mandatory, position)`,
    [
      ...[municipalityId, ids, steps.map(({ code }) => code), steps.map(({ title }) => title)],
      `{${steps.map(({ is_mandatory: is }) => is).join(',')}}`,
    ]
  )
}

/** An act was done: the step of each process that has one for it is executed, the first time. */
export async function actDone(
  tx: Tx,
  { municipalityId, on, by }: Doing,
  { act, processIds }: { readonly act: Act; readonly processIds: readonly bigint[] }
): Promise<void> {
  await query(
    tx,
    `update debt_register_process_steps set done_on = ?, done_by = ?
      where municipality_id = ? and process_id = any(?::bigint[]) and code = ? and done_on is null`,
    [on, by, municipalityId, [...new Set(processIds)], act]
  )
}

export interface Process {
  readonly id: bigint
  readonly number: string
  readonly state: 'open' | 'closed'
}

async function lockOpen(tx: Tx, municipalityId: bigint, id: bigint): Promise<Process> {
  const [row] = await query<Process>(
    tx,
    'select id, number, state from debt_register_processes where municipality_id = ? and id = ? for update',
    [municipalityId, id]
  )
  if (!row) throw errors.E_DEBT_REGISTER_PROCESS_UNKNOWN({ id })
  if (row.state === 'closed') throw errors.E_DEBT_REGISTER_PROCESS_CLOSED({ number: row.number })
  return row
}

/** Opens a process by hand. @throws E_DEBT_REGISTER_PROCESS_OPEN */
export async function openProcess(tx: Tx, doing: Doing, subject: ProcessSubject): Promise<Process> {
  const { municipalityId } = doing
  const standing = await openOnes(tx, municipalityId, [subject])
  const [open] = standing.values()
  if (open) {
    const { number } = await lockOpen(tx, municipalityId, open)
    throw errors.E_DEBT_REGISTER_PROCESS_OPEN({ number })
  }
  const opened = await openProcesses(tx, doing, [subject])
  return lockOpen(tx, municipalityId, opened.get(subjectKey(subject))!)
}

interface Executing {
  readonly id: bigint
  readonly code: string
  readonly remarks: string | undefined
}

/** A step of the utility's own is done. @throws those of an act, an unknown step, one that is done */
export async function executeStep(
  tx: Tx,
  { municipalityId, on, by }: Doing,
  { id, code, remarks }: Executing
): Promise<Process & { readonly title: string }> {
  const process = await lockOpen(tx, municipalityId, id)
  const { number } = process
  const [step] = await query<{ id: bigint; title: string; done_on: CivilDate | null }>(
    tx,
    'select id, title, done_on from debt_register_process_steps where municipality_id = ? and process_id = ? and code = ?',
    [municipalityId, id, code]
  )
  if (!step) throw errors.E_DEBT_REGISTER_STEP_UNKNOWN({ number, code })
  const { title } = step
  if ((ACTS as readonly string[]).includes(code)) {
    throw errors.E_DEBT_REGISTER_STEP_ACT({ step: title })
  }
  if (step.done_on) throw errors.E_DEBT_REGISTER_STEP_DONE({ step: title, number })
  await query(
    tx,
    'update debt_register_process_steps set done_on = ?, done_by = ?, remarks = ? where id = ?',
    [on, by, remarks ?? null, step.id]
  )
  return { ...process, title }
}

/** Ends a process whose mandatory steps are done. @throws E_DEBT_REGISTER_STEP_MISSING naming those that are not */
export async function closeProcess(
  tx: Tx,
  { municipalityId, on, by }: Doing,
  { id, conclusion }: { readonly id: bigint; readonly conclusion: string }
): Promise<Process> {
  const process = await lockOpen(tx, municipalityId, id)
  const missing = await query<{ title: string }>(
    tx,
    `select title from debt_register_process_steps
      where municipality_id = ? and process_id = ? and is_mandatory and done_on is null order by position`,
    [municipalityId, id]
  )
  if (missing.length) {
    const named = missing.map(({ title }) => `“${title}”`).join(', ')
    throw errors.E_DEBT_REGISTER_STEP_MISSING({ number: process.number, steps: named })
  }
  await query(
    tx,
    `update debt_register_processes set state = 'closed', closed_on = ?, closed_by = ?, conclusion = ? where id = ?`,
    [on, by, conclusion, id]
  )
  return process
}
