import type { Actor } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { fieldOf, mayRead, recordPath, seesPersonal } from '../access.ts'
import { type ShowContext, showValue } from '../fields/show_value.ts'
import type { RecordField, RecordType } from '../types.ts'
import type { Row } from './list_rows.ts'
import { readRows } from './sql.ts'

interface Label {
  readonly text: string
  readonly path?: string
}

/** What references point to, by record type and id. */
export class Labels {
  readonly #known = new Map<string, Label>()

  set(record: string, id: bigint, label: Label): void {
    this.#known.set(`${record}#${id}`, label)
  }

  get(record: string, id: bigint): Label | undefined {
    return this.#known.get(`${record}#${id}`)
  }
}

/** Finds the labels of every reference in some rows: one query per record type pointed to, however many rows. */
export async function findLabels(
  fields: readonly RecordField[],
  rows: readonly Row[],
  actor: Actor
): Promise<Labels> {
  const labels = new Labels()
  const wanted = new Map<string, Set<bigint>>()
  for (const { name, type, record } of fields) {
    if (type !== 'reference' || !record) continue
    const ids = wanted.get(record) ?? new Set<bigint>()
    for (const row of rows) if (row[name] !== null) ids.add(row[name] as bigint)
    wanted.set(record, ids)
  }
  for (const [record, ids] of wanted) {
    const target = registries().records.find(record)
    if (target && ids.size) await addLabels(labels, { target, ids: [...ids], actor })
  }
  return labels
}

interface Wanted {
  readonly target: RecordType
  readonly ids: readonly bigint[]
  readonly actor: Actor
}

async function addLabels(labels: Labels, { target, ids, actor }: Wanted): Promise<void> {
  const rows = await readRows<{ id: bigint; label: unknown }>(
    `select id, ${target.label} as label from ${target.table} where municipality_id = ? and id = any(?::bigint[])`,
    [actor.municipalityId, ids.map(String)]
  )
  for (const { id, label } of rows) {
    const text = labelText(target, label, seesPersonal(actor, target))
    labels.set(
      target.name,
      id,
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
