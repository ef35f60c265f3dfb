import type { Action, ActionContext } from '#core/actions/index'
import { type Json, type JsonObject, canonicalJson, sha256 } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { fieldOf } from '../access.ts'
import { errors } from '../errors.ts'
import { labelText } from '../query/labels.ts'
import { columnsOf } from '../query/columns.ts'
import { type Row, ownRow } from '../query/list_rows.ts'
import { scopeCondition } from '../query/scope.ts'
import { type Reader, readRows } from '../query/sql.ts'
import { indexSearch } from '../search.ts'
import type { RecordType } from '../types.ts'
import { startColumns } from '../workflow/flow.ts'
import { assignments } from './assignments.ts'
import { learnConstraints } from './constraint_columns.ts'
import { changeInput, creationInput, writable } from './input.ts'
import { refusalOf } from './refusals.ts'
import { serviceRecordOf, unitOf } from './service_record.ts'
import { underConditions } from './under_conditions.ts'

type Values = Readonly<Record<string, unknown>>

export interface ChangeInput {
  readonly id: string
  /** `rowHash` of the row as the person saw it; a row changed since then is not overwritten. */
  readonly seen?: string
  readonly changes: Values
}

export interface Written {
  readonly id: bigint
  readonly before: Values | null
  readonly after: Values
  readonly label: string
  /** Labels of the fields that changed. */
  readonly changed: readonly string[]
  /** The record that its service orders are looked up by. */
  readonly unitId?: bigint | null
}

export const withArticle = ({ title }: RecordType) =>
  `${title.gender === 'm' ? 'o' : 'a'} ${title.one.toLowerCase()}`

export const trailOf = (values: Values | null): Json =>
  values && Object.fromEntries(Object.entries(values).map(([name, value]) => [name, jsonOf(value)]))

const jsonOf = (value: unknown): Json => {
  if (typeof value === 'bigint') return String(value)
  return value instanceof Date ? value.toISOString() : ((value ?? null) as Json)
}

/** What a person saw of a row, in 64 characters. */
export function rowHash(type: RecordType, row: Values): string {
  const shown = writable(type).map(({ name }) => [name, jsonOf(row[name])])
  return sha256(canonicalJson(Object.fromEntries(shown) as JsonObject))
}

function permissionOf(type: RecordType): string {
  if (type.permissions.write) return type.permissions.write
  throw errors.E_RECORDS_READ_ONLY({ type: type.name, title: type.title.many })
}

/** `<record>.create`: writes one row of the person's municipality, findable at once, in the trail with its values. */
export function createAction(type: RecordType): Action<Values, Written> {
  return {
    name: `${type.name}.create`,
    title: `Cadastrar ${type.title.one.toLowerCase()}`,
    permission: permissionOf(type),
    input: creationInput(type),
    reason: 'none',
    run: (context, input) => insertRow(type, context, input),
    subject: (_input, { id }) => ({ type: type.name, id }),
    describe: (_input, { label }) => `Cadastrou ${withArticle(type)} ${label}`,
    trail: (_input, { after }) => ({ after: trailOf(after) }),
    ...serviceRecordOf(type, 'create'),
  }
}

/** `<record>.update`: writes only what changed; the trail keeps each value before and after. */
export function updateAction(type: RecordType): Action<ChangeInput, Written> {
  return {
    name: `${type.name}.update`,
    title: `Alterar ${type.title.one.toLowerCase()}`,
    permission: permissionOf(type),
    input: changeInput(type),
    reason: 'none',
    run: (context, input) => changeRow(type, context, input),
    subject: (_input, { id }) => ({ type: type.name, id }),
    describe: (_input, { label, changed }) =>
      `Alterou ${withArticle(type)} ${label}: ${changed.join(', ').toLowerCase() || 'nada mudou'}`,
    trail: (_input, { before, after }) => ({ before: trailOf(before), after: trailOf(after) }),
    ...serviceRecordOf(type, 'update'),
  }
}

async function insertRow(
  type: RecordType,
  context: ActionContext,
  input: Values
): Promise<Written> {
  const names = writable(type).map(({ name }) => name)
  const given = underConditions(type, {}, input)
  const filled = names.filter((name) => given[name] !== undefined && given[name] !== null)
  await checkReferences(type, context, given)
  await type.check?.(context, { id: null, before: null, changes: pick(given, filled) })
  const { columns, places, values } = assignments(type, given, filled)
  const start = await startColumns(context.tx, type, context.municipalityId)
  const own = Object.keys(start)
  const row = await written(type, context.tx, () =>
    readRows<Row>(
      `insert into ${type.table} (${['municipality_id', ...own, ...columns].join(', ')})
       values (${['?', ...own.map(() => '?'), ...places].join(', ')}) returning ${columnsOf(type)}`,
      [context.municipalityId, ...Object.values(start), ...values],
      context.tx
    )
  )
  await requireScope(type, context, row.id)
  await indexSearch(context.tx, type, row.id, { ...row, municipality_id: context.municipalityId })
  await type.afterChange?.(context, { id: row.id, after: pick(row, filled) })
  return {
    id: row.id,
    before: null,
    after: pick(row, names),
    label: nameOf(type, row),
    changed: [],
    unitId: unitOf(type, row),
  }
}

/** @throws E_RECORDS_FIXED for a row that its type says changes no more */
export function requireChanging(type: RecordType, row: Row): void {
  if (!type.isFixed?.(row)) return
  throw errors.E_RECORDS_FIXED({
    ...{ type: type.name, id: String(row.id), title: type.title.one.toLowerCase() },
    label: labelText(type, row[type.label], false),
  })
}

async function changeRow(
  type: RecordType,
  context: ActionContext,
  input: ChangeInput
): Promise<Written> {
  const before = await lockRow(type, context, input.id)
  requireChanging(type, before)
  if (input.seen && input.seen !== rowHash(type, before)) {
    throw errors.E_RECORDS_CHANGED({ type: type.name, id: input.id })
  }
  const given = underConditions(type, before, input.changes)
  const names = changedNames(type, before, given)
  if (!names.length)
    return { id: before.id, before: {}, after: {}, label: nameOf(type, before), changed: [] }
  const changes = pick(given, names)
  await checkReferences(type, context, changes)
  await type.check?.(context, { id: before.id, before, changes })
  const { columns, updates, values } = assignments(type, changes, names)
  const row = await written(type, context.tx, () =>
    readRows<Row>(
      `update ${type.table} set ${columns.map((name, index) => `${name} = ${updates[index]}`).join(', ')}
        where municipality_id = ? and id = ? returning ${columnsOf(type)}`,
      [...values, context.municipalityId, before.id],
      context.tx
    )
  )
  await requireScope(type, context, row.id)
  await indexSearch(context.tx, type, row.id, { ...row, municipality_id: context.municipalityId })
  await type.afterChange?.(context, { id: row.id, after: pick(row, names) })
  return {
    id: row.id,
    before: pick(before, names),
    after: pick(row, names),
    label: nameOf(type, row),
    changed: names.map((name) => fieldOf(type, name).label),
    unitId: unitOf(type, row),
  }
}

/** Columns whose value would change. */
export function changedNames(type: RecordType, before: Values, changes: Values): string[] {
  return writable(type)
    .map(({ name }) => name)
    .filter((name) => changes[name] !== undefined && !isSame(before[name], changes[name]))
}

/** The row of an action, held until its end. @throws BusinessError E_RECORDS_NOT_FOUND */
export async function lockRow(
  type: RecordType,
  { tx, actor }: ActionContext,
  id: string
): Promise<Row> {
  const where = ownRow(type, actor, id)
  const [row] = await readRows<Row>(
    `select ${columnsOf(type)} from ${type.table} where ${where.sql} for update`,
    where.bindings,
    tx
  )
  if (!row)
    throw errors.E_RECORDS_NOT_FOUND({ type: type.name, title: type.title.one.toLowerCase(), id })
  return row
}

/** A person writes nothing outside the localities where they work. @throws BusinessError E_RECORDS_SCOPE */
async function requireScope(type: RecordType, { tx, actor }: ActionContext, id: bigint) {
  if (!scopeCondition(type, actor)) return
  const where = ownRow(type, actor, id)
  const rows = await readRows(`select 1 from ${type.table} where ${where.sql}`, where.bindings, tx)
  if (!rows.length) throw errors.E_RECORDS_SCOPE({ type: type.name, id, user: actor.name })
}

async function written(type: RecordType, tx: Reader, write: () => Promise<Row[]>): Promise<Row> {
  await learnConstraints(tx)
  try {
    const [row] = await write()
    return row!
  } catch (error) {
    throw refusalOf(type, error)
  }
}

/** A reference must point to a record of the same municipality: a foreign key alone would not see that. */
async function checkReferences(
  type: RecordType,
  { tx, municipalityId }: ActionContext,
  input: Values
): Promise<void> {
  for (const { name, type: kind, record, lookup } of writable(type)) {
    const id = input[name]
    const pointed = kind === 'lookup' ? lookup : record
    if (!pointed || id === undefined || id === null) continue
    const target = registries().records.get(pointed)
    const [row] = await readRows(
      `select 1 from ${target.table} where municipality_id = ? and ${kind === 'lookup' ? 'code' : 'id'} = ?`,
      [municipalityId, id],
      tx
    )
    if (row) continue
    throw errors.E_RECORDS_NOT_FOUND({
      type: target.name,
      title: target.title.one.toLowerCase(),
      id: String(id),
    })
  }
}

const isSame = (before: unknown, after: unknown) => {
  if (before instanceof Date) return before.getTime() === new Date(after as string).getTime()
  return (
    before === after ||
    (before !== null && after !== null && comparable(before) === comparable(after))
  )
}
const comparable = (value: unknown) => {
  const text = String(value)
  return /^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text
}

const pick = (row: Values, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, row[name]]))
const nameOf = (type: RecordType, row: Values) => labelText(type, row[type.label], false)
