import type { Actor } from '#core/actions/index'
import { seesPersonal } from '../access.ts'
import type { RecordType } from '../types.ts'

type What = 'attachments' | 'notes'

const declared = (type: RecordType, what: What) => {
  const value = type[what]
  return value === true ? {} : value
}

/** Permission that shows them; `null` when the record type has none. */
export function readPermission(type: RecordType, what: What): string | null {
  const given = declared(type, what)
  return given ? (given.read ?? type.permissions.read) : null
}

/** Permission that sends, writes and removes; `null` when nobody does. */
export function writePermission(type: RecordType, what: What): string | null {
  const given = declared(type, what)
  return given ? (given.write ?? type.permissions.write) : null
}

const has = (actor: Actor, permission: string | null) =>
  permission !== null && actor.permissions.has(permission)

/** Whether the person may see them: who may not read the record sees nothing of it. */
export const maySee = (actor: Actor, type: RecordType, what: What) =>
  actor.permissions.has(type.permissions.read) && has(actor, readPermission(type, what))

export const mayAdd = (actor: Actor, type: RecordType, what: What) =>
  maySee(actor, type, what) && has(actor, writePermission(type, what))

/** Whether the person may open the files themselves. */
export const mayOpen = (actor: Actor, type: RecordType) =>
  maySee(actor, type, 'attachments') && (!type.attachments?.isPersonal || seesPersonal(actor, type))
