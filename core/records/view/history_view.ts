import db from '@adonisjs/lucid/services/db'
import { chunkEntryOf } from '#core/audit/index'
import { registries } from '#core/kernel/index'
import { mayRead, seesPersonal } from '../access.ts'
import { showValue } from '../fields/show_value.ts'
import { findLabels, targetOf } from '../query/labels.ts'
import type { Row } from '../query/list_rows.ts'
import { readRows } from '../query/sql.ts'
import type { RecordField, RecordType } from '../types.ts'
import type { ViewContext } from './list_view.ts'

export interface HistoryEntry {
  readonly at: Date
  readonly actorName: string
  readonly description: string
  readonly reason: string | null
  readonly behalfName: string | null
  /** The service order that the action left. */
  readonly service: { readonly id: bigint; readonly number: string } | null
  /** The entry in the audit trail, for who may read it. */
  readonly path: string | null
  /** Each field changed, as people read it before and after. */
  readonly changes: readonly {
    readonly label: string
    readonly before: string
    readonly after: string
  }[]
}

interface StoredEntry {
  readonly subject_type: string | null
  readonly action: string
  readonly id: bigint
  readonly behalf_name: string | null
  readonly service_id: bigint | null
  readonly service_number: string | null
  readonly at: Date
  readonly actor_name: string
  readonly description: string
  readonly reason: string | null
  readonly payload: string
}

type Values = Readonly<Record<string, unknown>>
interface Trail {
  readonly before: Values
  readonly after: Values
}

export type FieldChange = HistoryEntry['changes'][number]

/** Each field that a trail tells of, as people read it; a creation has only what came, a deletion only what went. */
export async function trailChanges(
  type: RecordType,
  trail: unknown,
  context: ViewContext & { readonly action?: string }
): Promise<FieldChange[]> {
  const { before, after } = (trail ?? {}) as Partial<Trail>
  const whole = { before: before ?? {}, after: after ?? {} }
  const show = await writer(type, [whole], context)
  return fieldsOf(type, context.action)
    .filter(({ name }) => name in whole.before || name in whole.after)
    .map((field) => ({
      label: field.label,
      before: show(field, whole.before[field.name]),
      after: show(field, whole.after[field.name]),
    }))
}

/** The fields of a record type, and what an action calls by a label of its own (the economies of a premise, for instance). */
function fieldsOf(type: RecordType, action: string | undefined): RecordField[] {
  const labels = (action && registries().actions.find(action)?.labels) || {}
  const known = new Set(type.fields.map(({ name }) => name))
  const others = Object.entries(labels).filter(([name]) => !known.has(name))
  return [
    ...type.fields,
    ...others.map(([name, label]): RecordField => ({ name, label, type: 'text' })),
  ]
}

const SHOWN = 50

/** What was done to a record, newest first, with what each change replaced. */
export async function historyView(
  type: RecordType,
  id: bigint,
  context: ViewContext
): Promise<HistoryEntry[]> {
  const own = await ownEntries(type, id, context)
  const entries = [...own, ...(await chunkEntry(type, id, context))]
  const trails = entries.map(({ payload }) => trailOf(payload))
  const isAuditor = context.actor.permissions.has('audit.read')
  // What a batch wrote stands under the batch: it is told in the words of the record asked for.
  const isOther = (name: string | null) => type.historyOf?.some(({ record }) => record === name)
  const typeOf = ({ subject_type: name }: StoredEntry) =>
    name && isOther(name) ? registries().records.get(name) : type
  const writers = new Map<RecordType, Writer>()
  for (const one of new Set(entries.map(typeOf))) {
    const told = trails.filter((_, index) => typeOf(entries[index]!) === one)
    writers.set(one, await writer(one, told, context))
  }
  return entries.map((entry, index) => ({
    at: entry.at,
    actorName: entry.actor_name,
    behalfName: entry.behalf_name,
    description: entry.description,
    reason: entry.reason,
    service: entry.service_id ? { id: entry.service_id, number: entry.service_number ?? '' } : null,
    path: isAuditor ? `/audit/${entry.id}` : null,
    changes: shownChanges(typeOf(entry), writers, { trail: trails[index]!, action: entry.action }),
  }))
}

type Writer = Awaited<ReturnType<typeof writer>>

function shownChanges(
  type: RecordType,
  writers: ReadonlyMap<RecordType, Writer>,
  { trail, action }: { readonly trail: Trail; readonly action: string }
): FieldChange[] {
  const show = writers.get(type)!
  return changesOf(type, trail, action).map((field) => ({
    label: field.label,
    before: show(field, trail.before[field.name]),
    after: show(field, trail.after[field.name]),
  }))
}

const COLUMNS = `e.id, e.subject_type, e.at, e.action, e.actor_name, e.behalf_name, e.description, e.reason, e.payload, s.id as service_id,
  s.number as service_number`
const FROM = 'from audit_entries e left join actions_service_records s on s.entry_id = e.id'

/** Entries of the record, and of those that its history takes in, which the person may read. */
async function ownEntries(
  type: RecordType,
  id: bigint,
  { actor }: ViewContext
): Promise<StoredEntry[]> {
  const others = (type.historyOf ?? []).flatMap(({ record, foreignKey }) => {
    const other = registries().records.find(record)
    return other && mayRead(actor, other) ? [{ other, foreignKey }] : []
  })
  const parts = [
    { name: type.name, ids: 'select ?::bigint as id' },
    ...others.map(({ other, foreignKey }) => ({
      name: other.name,
      ids: `select id from ${other.table} where ${foreignKey} = ?::bigint`,
    })),
  ]
  const union = parts
    .map(
      ({ ids }) =>
        `(select ${COLUMNS} ${FROM} where e.subject_type = ? and e.subject_id in (${ids})
            and e.municipality_id = ? order by e.id desc limit ${SHOWN})`
    )
    .join(' union all ')
  return readRows<StoredEntry>(
    `select * from (${union}) entries order by id desc limit ${SHOWN}`,
    parts.flatMap(({ name }) => [name, id, actor.municipalityId])
  )
}

/** The entry of the chunk that wrote a row in a batch: one for all of its rows. */
async function chunkEntry(
  type: RecordType,
  id: bigint,
  { actor: { municipalityId } }: ViewContext
): Promise<StoredEntry[]> {
  const batch = await type.batch?.(db, municipalityId, id)
  if (!batch) return []
  const entry = await chunkEntryOf(db, municipalityId, { ...batch, id })
  return entry ? [entry] : []
}

/** Values before and after, of entries that changed something that was there. */
function trailOf(payload: string): Trail {
  const { trail } = JSON.parse(payload) as { trail?: Partial<Trail> }
  return trail?.before && trail.after
    ? { before: trail.before, after: trail.after }
    : { before: {}, after: {} }
}

const changesOf = (type: RecordType, { after }: Trail, action: string) =>
  fieldsOf(type, action).filter(({ name }) => name in after)

async function writer(
  type: RecordType,
  trails: readonly Trail[],
  { actor, timeZone }: ViewContext
) {
  const references = type.fields.filter((field) => targetOf(field))
  const rows = trails
    .flatMap(({ before, after }) => [before, after])
    .map((values) => rowOf(references, values))
  const labels = await findLabels(references, rows, actor)
  const show = {
    timeZone,
    seesPersonal: seesPersonal(actor, type),
    reference: (record: string, id: bigint | string) => labels.get(record, id),
  }
  return (field: RecordField, value: unknown) => showValue(field, value, show).text
}

/** What a trail holds of references and look-ups; JSON keeps ids as digits. */
function rowOf(references: readonly RecordField[], values: Values): Row {
  const keys = references.map(({ name }) => [name, values[name] || null])
  return { id: 0n, ...Object.fromEntries(keys) }
}
