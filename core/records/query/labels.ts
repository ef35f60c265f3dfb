import type { Actor } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { fieldOf, mayRead, recordPath, seesPersonal } from '../access.ts'
import { type ShowContext, showValue } from '../fields/show_value.ts'
import type { RecordField, RecordType } from '../types.ts'
import type { Row } from './list_rows.ts'
import { type Reader, readRows } from './sql.ts'

interface Label {
  readonly text: string
  readonly path?: string
}

/** What references point to, by record type and id. */
export class Labels {
  readonly #known = new Map<string, Label>()

  set(record: string, id: bigint | string, label: Label): void {
    this.#known.set(`${record}#${id}`, label)
  }

  get(record: string, id: bigint | string): Label | undefined {
    return this.#known.get(`${record}#${id}`)
  }
}

/** Finds the labels of every reference and look-up in some rows: one query per record type pointed to, however many rows. */
export async function findLabels(
  fields: readonly RecordField[],
  rows: readonly Row[],
  actor: Actor,
  reader?: Reader
): Promise<Labels> {
  const labels = new Labels()
  const wanted = new Map<string, Set<bigint | string>>()
  for (const field of fields) {
    const record = targetOf(field)
    if (!record) continue
    const keys = wanted.get(record) ?? new Set<bigint | string>()
    for (const row of rows) {
      const value = row[field.name] as string | null | undefined
      if (value !== null && value !== undefined)
        keys.add(field.type === 'lookup' ? value : BigInt(value))
    }
    wanted.set(record, keys)
  }
  for (const [record, keys] of wanted) {
    const target = registries().records.find(record)
    if (!target || !keys.size) continue
    const codes = [...keys].filter((key) => typeof key === 'string')
    const ids = [...keys].filter((key) => typeof key === 'bigint')
    await addLabels(labels, { target, keyed: 'id', keys: ids, actor, reader })
    await addLabels(labels, { target, keyed: 'code', keys: codes, actor, reader })
  }
  return labels
}

/** The record type that a field points to: by id for a reference, by code for a look-up. */
export function targetOf({ type, record, lookup }: RecordField): string | undefined {
  if (type === 'reference') return record
  return type === 'lookup' ? lookup : undefined
}

interface Wanted {
  readonly target: RecordType
  readonly keyed: 'id' | 'code'
  readonly keys: readonly (bigint | string)[]
  readonly actor: Actor
  readonly reader: Reader | undefined
}

async function addLabels(labels: Labels, wanted: Wanted): Promise<void> {
  const { target, keyed, keys, actor } = wanted
  if (!keys.length) return
  const rows = await readRows<{ id: bigint; key: bigint | string; label: unknown }>(
    `select id, ${keyed} as key, ${target.label} as label from ${target.table}
      where municipality_id = ? and ${keyed} = any(?::${keyed === 'id' ? 'bigint' : 'text'}[])`,
    [actor.municipalityId, keys.map(String)],
    wanted.reader
  )
  for (const { id, key, label } of rows) {
    const text = labelText(target, label, seesPersonal(actor, target))
    labels.set(
      target.name,
      key,
      mayRead(actor, target) ? { text, path: recordPath(target, id) } : { text }
    )
  }
}

/** How a record is called: the value of its label column, as people read it. */
export function labelText(type: RecordType, value: unknown, isPersonalSeen: boolean): string {
  const context: ShowContext = {
    timeZone: 'UTC',
    seesPersonal: isPersonalSeen,
    reference: () => undefined,
  }
  return showValue(fieldOf(type, type.label), value, context).text
}
