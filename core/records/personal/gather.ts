import type { Tx } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { attachmentsOf } from '../attachments/attachments.ts'
import { effectiveWithin } from '../custom/effective_type.ts'
import { columnsOf } from '../query/columns.ts'
import type { Row } from '../query/list_rows.ts'
import { readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'
import { samePerson } from './same_person.ts'
import { type ViewContext, tableView } from '../view/list_view.ts'

export interface PersonSection {
  readonly record: string
  readonly title: string
  readonly rows: readonly Readonly<Record<string, string>>[]
}

/** Record types whose rows belong to persons of this type; the persons themselves first. */
export const linkedTypes = (type: RecordType): RecordType[] =>
  registries()
    .records.all()
    .filter(({ person }) => person?.record === type.name)
    .sort((a, b) => Number(b.name === type.name) - Number(a.name === type.name))

interface Person {
  readonly type: RecordType
  readonly id: bigint
}

/** Gathers the rows of every record type that belongs to the person, with its documents and notes. */
export async function gatherPerson(
  tx: Tx,
  { type, id }: Person,
  context: ViewContext
): Promise<PersonSection[]> {
  const { municipalityId } = context.actor
  const ids = await samePerson(tx, type, { municipalityId, id })
  const sections: PersonSection[] = []
  for (const declared of linkedTypes(type)) {
    const linked = await effectiveWithin(tx, declared, municipalityId)
    const rows = await readRows<Row>(
      `select ${columnsOf(linked)} from ${linked.table} where municipality_id = ? and ${linked.person!.key} = any(?::bigint[]) order by id`,
      [municipalityId, ids.map(String)],
      tx
    )
    sections.push({
      record: linked.name,
      title: linked.title.many,
      rows: await readable(linked, rows, context),
    })
  }
  return [
    ...sections,
    await documents(type, ids, municipalityId),
    await notes(tx, { type, ids }, municipalityId),
  ]
}

async function readable(type: RecordType, rows: readonly Row[], context: ViewContext) {
  const names = type.fields.map(({ name }) => name)
  const { rows: shown } = await tableView(type, names, rows, context)
  return shown.map(({ cells }) =>
    Object.fromEntries(cells.map(({ text }, index) => [type.fields[index]!.label, text]))
  )
}

async function documents(
  type: RecordType,
  ids: readonly bigint[],
  municipalityId: bigint
): Promise<PersonSection> {
  const lists = await Promise.all(
    ids.map((recordId) => attachmentsOf({ municipalityId, type, recordId }))
  )
  const rows = lists.flat()
  const kindOf = (value: string) =>
    type.attachments?.kinds.find((kind) => kind.value === value)?.label ?? value
  return {
    record: `${type.name}.attachments`,
    title: 'Documentos anexados',
    rows: rows.map((row) => ({
      'Tipo': kindOf(row.kind),
      'Arquivo': row.file_name,
      'Enviado em': row.sent_at.toISOString(),
      'Por': row.sent_by_name,
      'Resumo (SHA-256)': row.sha256,
    })),
  }
}

interface Records {
  readonly type: RecordType
  readonly ids: readonly bigint[]
}

async function notes(
  tx: Tx,
  { type, ids }: Records,
  municipalityId: bigint
): Promise<PersonSection> {
  const rows = await readRows<{ text: string; created_at: Date; created_by_name: string }>(
    `select text, created_at, created_by_name from records_notes
      where municipality_id = ? and record_type = ? and record_id = any(?::bigint[]) order by id`,
    [municipalityId, type.name, ids.map(String)],
    tx
  )
  return {
    record: `${type.name}.notes`,
    title: 'Anotações',
    rows: rows.map((row) => ({
      'Texto': row.text,
      'Escrita em': row.created_at.toISOString(),
      'Por': row.created_by_name,
    })),
  }
}
