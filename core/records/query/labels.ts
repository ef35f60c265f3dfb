import type { Actor } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { fieldOf, mayRead, recordPath, seesPersonal } from '../access.ts'
import { isText } from '../fields/families.ts'
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

/** Finds the labels of every reference and look-up in some rows, however many: those that are text by one query for all types. */
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
  const asked = [...wanted].flatMap(([record, keys]): Asked[] => {
    const target = registries().records.find(record)
    if (!target) return []
    const codes = [...keys].filter((key) => typeof key === 'string')
    const ids = [...keys].filter((key) => typeof key === 'bigint').map(String)
    return [
      { target, keyed: 'id' as const, keys: ids },
      { target, keyed: 'code' as const, keys: codes },
    ].filter(({ keys: some }) => some.length > 0)
  })
  const isWords = ({ target }: Asked) => isText(fieldOf(target, target.label))
  for (const together of [
    asked.filter(isWords),
    ...asked.filter((one) => !isWords(one)).map((one) => [one]),
  ]) {
    await addLabels(labels, together, actor, reader)
  }
  return labels
}

/** The record type that a field points to: by id for a reference, by code for a look-up. */
export function targetOf({ type, record, lookup }: RecordField): string | undefined {
  if (type === 'reference') return record
  return type === 'lookup' ? lookup : undefined
}

interface Asked {
  readonly target: RecordType
  readonly keyed: 'id' | 'code'
  readonly keys: readonly string[]
}

interface LabelRow {
  readonly place: number
  readonly id: bigint
  readonly key: string
  readonly label: unknown
}

/** Adds the labels of some record types, whose label columns are of one type. */
async function addLabels(
  labels: Labels,
  asked: readonly Asked[],
  actor: Actor,
  reader: Reader | undefined
): Promise<void> {
  if (!asked.length) return
  const rows = await readRows<LabelRow>(
    asked
      .map(
        ({ target, keyed }, place) =>
          `select ${place} as place, id, ${keyed}::text as key, ${target.label} as label from ${target.table}
            where municipality_id = ? and ${keyed} = any(?::${keyed === 'id' ? 'bigint' : 'text'}[])`
      )
      .join(' union all '),
    asked.flatMap(({ keys }) => [actor.municipalityId, keys]),
    reader
  )
  for (const { place, id, key, label } of rows) {
    const { target } = asked[place]!
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
