import type { ServiceRecord } from '#core/actions/index'
import type { Row } from '../query/list_rows.ts'
import type { RecordType } from '../types.ts'
import type { Written } from './actions.ts'

const TASKS = { create: 'Cadastro', update: 'Alteração', delete: 'Exclusão' } as const

/** The record that service orders of this row are looked up by: the one that a column points to, or itself. */
export function unitOf({ serviceRecord }: RecordType, row: Row): bigint | null {
  const unit = serviceRecord?.unit
  return unit ? ((row[unit] as bigint | null) ?? null) : null
}

/** The service order that creations, changes and deletions of a record type leave, when it declares so. */
export function serviceRecordOf(
  type: RecordType,
  verb: keyof typeof TASKS
): { readonly serviceRecord?: ServiceRecord<unknown, Written> } {
  if (!type.serviceRecord) return {}
  const { group, unit } = type.serviceRecord
  const pointed = type.fields.find(({ name }) => name === unit)?.record
  return {
    serviceRecord: {
      task: `${TASKS[verb]} de ${type.title.one.toLowerCase()}`,
      group,
      applies: (_, { changed }) => verb !== 'update' || changed.length > 0,
      unit: (_, { id, unitId }) =>
        pointed && unitId ? { type: pointed, id: unitId } : { type: type.name, id },
    },
  }
}
