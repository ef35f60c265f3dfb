import type { Action, ActionContext, OutboxEvent } from '#core/actions/index'
import { fieldMessages } from '#core/actions/index'
import { requirePermission } from '#core/access/index'
import { clock } from '#core/calendar/index'
import type { JobContext } from '#core/jobs/index'
import type { BusinessError } from '#core/kernel/index'
import { errors as recordErrors } from '../errors.ts'
import { isOutside } from '../query/in_scope.ts'
import { readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'
import { type ChangeInput, type Written, changedNames, updateAction } from '../write/actions.ts'
import { creationFields, creationOf } from '../write/creation.ts'
import { problemsOf } from '../write/form.ts'
import { writable } from '../write/input.ts'
import { refusalOf } from '../write/refusals.ts'
import { errors } from './errors.ts'
import type { LineFate, LineProblem } from './imports.ts'
import type { PreparedLine } from './prepare_lines.ts'

export interface LineEnd {
  readonly number: number
  readonly fate: LineFate
  readonly recordId: bigint | null
  readonly problems: readonly LineProblem[]
}

interface LineWriting {
  readonly type: RecordType
  readonly job: JobContext
  readonly events: OutboxEvent[]
  /** Told to actions that ask for a reason. */
  readonly reasonOf: (line: PreparedLine) => string
}

/** The actions of the forms are compiled once for all lines: their schemas cost more than a line. */
interface Writing extends LineWriting {
  readonly creation: Action | null
  readonly update: Action<ChangeInput, Written> | null
}

/** Lines that share a savepoint: one that is refused undoes them, and each is then tried alone. */
const GROUP = 25

/**
 * Writes lines through the same actions as the forms: authorised, validated, checked. A refused line leaves nothing behind
 * and holds no other back; what is no refusal (a lost connection) stops the whole.
 */
export async function writeLines(
  lines: readonly PreparedLine[],
  given: LineWriting
): Promise<LineEnd[]> {
  const { type } = given
  const update = type.permissions.write ? updateAction(type) : null
  const writing: Writing = { ...given, creation: creationOf(type), update }
  const ends: LineEnd[] = []
  for (let start = 0; start < lines.length; start += GROUP) {
    const group = lines.slice(start, start + GROUP)
    ends.push(...((await writeTogether(group, writing)) ?? (await writeEach(group, writing))))
  }
  return ends
}

/** All of a group, or `null` when one was refused. */
async function writeTogether(
  group: readonly PreparedLine[],
  writing: Writing
): Promise<LineEnd[] | null> {
  const ends = await guarded(writing, async () => {
    const done: LineEnd[] = []
    for (const line of group) done.push(await writeOne(line, writing))
    return done
  })
  return 'value' in ends ? ends.value : null
}

async function writeEach(group: readonly PreparedLine[], writing: Writing): Promise<LineEnd[]> {
  const ends: LineEnd[] = []
  for (const line of group) {
    const end = await guarded(writing, () => writeOne(line, writing))
    ends.push(
      'value' in end
        ? end.value
        : { number: line.number, fate: 'bad', recordId: null, problems: end.problems }
    )
  }
  return ends
}

type Guarded<T> = { readonly value: T } | { readonly problems: readonly LineProblem[] }

async function guarded<T>(
  { type, job, events }: Writing,
  work: () => Promise<T>
): Promise<Guarded<T>> {
  const kept = events.length
  await readRows('savepoint import_lines', [], job.tx)
  try {
    const value = await work()
    await readRows('release savepoint import_lines', [], job.tx)
    return { value }
  } catch (error) {
    const problems = lineProblems(type, error)
    if (!problems) throw error
    events.length = kept
    await readRows('rollback to savepoint import_lines', [], job.tx)
    return { problems }
  }
}

async function writeOne(line: PreparedLine, writing: Writing): Promise<LineEnd> {
  const { number } = line
  if (line.problems.length) return { number, fate: 'bad', recordId: null, problems: line.problems }
  return line.row ? updateOne(line, writing) : createOne(line, writing)
}

async function createOne(line: PreparedLine, writing: Writing): Promise<LineEnd> {
  const { type, job, creation: action } = writing
  if (!action) throw errors.E_RECORDS_IMPORT_CLOSED({ type: type.name, title: type.title.many })
  requirePermission(job.actor, action.permission, action.title)
  const missing = type.importKey?.find(
    (name) => line.values[name] && !creationFields(type).some((field) => field.name === name)
  )
  if (missing) return notThere(type, line, missing)
  const names = type.createAction ? creationFields(type) : writable(type)
  const given = names.flatMap(({ name }) => {
    const value = line.values[name]
    return value === null || value === undefined ? [] : [[name, jsonValue(value)]]
  })
  const input = await validated(action, Object.fromEntries(given))
  const output = await action.run(contextOf(writing, line), input)
  const subject = action.subject(input, output)
  if (subject) await refuseOutside(writing, subject.id)
  const recordId = subject?.id ?? null
  return { number: line.number, fate: 'created', recordId, problems: [] }
}

/** @throws BusinessError E_RECORDS_SCOPE for a record outside the localities of who imports. */
async function refuseOutside({ type, job }: Writing, id: bigint | null): Promise<void> {
  if (id !== null && (await isOutside(job.tx, job.actor, { type: type.name, id })))
    throw recordErrors.E_RECORDS_SCOPE({ type: type.name, id, user: job.actor.name })
}

/** Blank cells change nothing: a file that leaves a column empty does not empty the records. */
async function updateOne(line: PreparedLine, writing: Writing): Promise<LineEnd> {
  const { type, job, update: action } = writing
  const row = line.row!
  const filled = Object.entries(line.values).filter(([, value]) => value !== null)
  const changes = Object.fromEntries(filled)
  await refuseOutside(writing, row.id)
  const end = { number: line.number, recordId: row.id, problems: [] }
  if (!changedNames(type, row, changes).length) return { ...end, fate: 'unchanged' }
  if (!action) throw errors.E_RECORDS_IMPORT_CLOSED({ type: type.name, title: type.title.many })
  requirePermission(job.actor, action.permission, action.title)
  const names = new Set(writable(type).map(({ name }) => name))
  const input = await validated(action, {
    id: String(row.id),
    changes: Object.fromEntries(
      filled.filter(([name]) => names.has(name)).map(([name, value]) => [name, jsonValue(value)])
    ),
  })
  const { changed } = await action.run(contextOf(writing, line), input)
  return { ...end, fate: changed.length ? 'updated' : 'unchanged' }
}

function notThere(type: RecordType, { number, values }: PreparedLine, name: string): LineEnd {
  const { label } = type.fields.find((field) => field.name === name)!
  const problem = {
    field: label,
    value: String(values[name]),
    reason: `Não há ${type.title.one.toLowerCase()} com este número, que é dado pelo sistema.`,
    remedy: 'Corrija o número, ou deixe-o vazio para cadastrar um registro novo.',
  }
  return { number, fate: 'bad', recordId: null, problems: [problem] }
}

const jsonValue = (value: unknown) => (typeof value === 'bigint' ? String(value) : value)

async function validated<I>(action: Action<I>, input: unknown): Promise<I> {
  const options = { messagesProvider: fieldMessages } as unknown as Parameters<
    Action['input']['validate']
  >[1]
  return (await action.input.validate(input, options)) as I
}

function contextOf({ job, events, reasonOf }: Writing, line: PreparedLine): ActionContext {
  const { tx, actor, municipalityId } = job
  return {
    tx,
    actor,
    municipalityId,
    now: clock.now(),
    reason: reasonOf(line),
    emit: (event, payload) => void events.push({ event, payload }),
    participate: (point, payload) => job.participate(point, payload),
  }
}

/** What a refusal says of a line; nothing for what is no refusal. */
function lineProblems(type: RecordType, error: unknown): LineProblem[] | null {
  const refusal = refusalOf(type, error)
  const fields = [...type.fields, ...(type.createFields ?? [])]
  const problems = problemsOf(refusal, fields)
  if (problems) {
    return Object.entries(problems).map(([name, reason]) => ({
      field: fields.find((field) => field.name === name)?.label ?? '',
      value: '',
      reason,
      remedy: 'Corrija a linha e importe de novo só as recusadas.',
    }))
  }
  const { status, people, code } = refusal as Partial<BusinessError>
  // A line of another locality is refused like one that names what is not there; who may not write at all is stopped.
  const isOfTheLine = status === 404 || code === 'E_RECORDS_SCOPE'
  if (isOfTheLine && people) return [{ field: '', value: '', reason: people, remedy: '' }]
  // Class 22: a value that the column cannot hold (too long, out of range).
  return code?.startsWith('22') ? [UNFIT] : null
}

const UNFIT: LineProblem = {
  field: '',
  value: '',
  reason: 'Um dos valores não cabe no campo (grande ou longo demais).',
  remedy: 'Confira números e datas da linha.',
}
