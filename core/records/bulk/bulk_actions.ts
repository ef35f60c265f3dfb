import type { Action, Actor } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { fieldOf, mayWrite, seesPersonal } from '../access.ts'
import { errors } from '../errors.ts'
import type { RecordField, RecordType } from '../types.ts'
import { updateAction } from '../write/actions.ts'

/** Key of the generated change among the bulk actions of a record type. */
export const CHANGE = 'change'

/** One thing that may be done to a selection. */
export interface Bulk {
  readonly key: string
  readonly title: string
  readonly action: Action
  /** Input that takes the record's id. */
  readonly idInput: string
  /** `Alterar {count} clientes`. */
  readonly effect: string
  /** What the form asks; null: what the action's own input says. */
  readonly fields: readonly RecordField[] | null
}

/** Fields that the person may change for a selection. */
export function bulkFieldsOf(type: RecordType, actor: Actor): RecordField[] {
  const isSeen = seesPersonal(actor, type)
  return (type.bulkFields ?? [])
    .map((name) => fieldOf(type, name))
    .filter(({ isPersonal, isReadOnly }) => !isReadOnly && (isSeen || !isPersonal))
}

function bulksOf(type: RecordType, actor: Actor): Bulk[] {
  const many = type.title.many.toLowerCase()
  const change: Bulk[] =
    mayWrite(actor, type) && bulkFieldsOf(type, actor).length
      ? [
          {
            ...{ key: CHANGE, title: 'Alterar campos', idInput: 'id' },
            action: updateAction(type),
            effect: `Alterar {count} ${many}`,
            fields: null,
          },
        ]
      : []
  const declared = (type.bulk ?? []).map((one): Bulk => {
    const { action: name, idInput = 'id', effect, fields = null } = one
    const action = registries().actions.get(name)
    return { key: name, title: action.title, action, idInput, effect, fields }
  })
  return [...change, ...declared].filter(({ action }) => actor.permissions.has(action.permission))
}

/** What the selection bar of a list offers to a person. */
export const bulkViews = (type: RecordType, actor: Actor) =>
  bulksOf(type, actor).map(({ key, title }) => ({ key, title }))

/** @throws BusinessError E_RECORDS_NO_BULK */
export function bulkOf(type: RecordType, actor: Actor, key: string): Bulk {
  const bulk = bulksOf(type, actor).find((one) => one.key === key)
  if (!bulk) throw errors.E_RECORDS_NO_BULK({ type: type.name, action: key })
  return bulk
}
