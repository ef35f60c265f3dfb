import type { Actor } from '#core/actions/index'
import type { RecordField, RecordType } from './types.ts'

/** Permission that shows personal data of a record type's plugin. */
export function personalPermission(type: RecordType): string {
  return `${type.name.split('.')[0]}.personal_data`
}

export function seesPersonal(actor: Actor, type: RecordType): boolean {
  return actor.permissions.has(personalPermission(type))
}

export function mayRead(actor: Actor, type: RecordType): boolean {
  return actor.permissions.has(type.permissions.read)
}

/** Whether the person may type rows of this type. */
export function mayWrite(actor: Actor, type: RecordType): boolean {
  return type.permissions.write !== null && actor.permissions.has(type.permissions.write)
}

/** Whether the person may take rows of this type away. */
export function mayDelete(actor: Actor, type: RecordType): boolean {
  return type.permissions.delete !== undefined && actor.permissions.has(type.permissions.delete)
}

/** The declaration of a column. @throws Error when there is none: declarations are checked at boot. */
export function fieldOf(type: RecordType, name: string): RecordField {
  const field = type.fields.find((candidate) => candidate.name === name)
  if (!field) throw new Error(`E_RECORDS_DECLARATION: "${type.name}" has no field "${name}"`)
  return field
}

/** Address of one record: its hand-made page when it has one. */
export function recordPath(type: RecordType, id: bigint | string): string {
  return (type.detailPath ?? `${type.path}/:id`).replace(':id', String(id))
}
