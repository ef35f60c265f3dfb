import type { BusinessError } from '#core/kernel/index'
import { errors } from '../errors.ts'
import type { RecordType } from '../types.ts'
import { columnsOfConstraint } from './constraint_columns.ts'

interface DatabaseError {
  readonly code?: string
  readonly constraint?: string
  readonly detail?: string
}

const UNIQUE = '23505'
const CHECK = '23514'
const FOREIGN_KEY = '23503'
const EXCLUSION = '23P01'
/** The check constraint of look-up tables (`lookupTableSql`). */
const SYSTEM_ROW = /_system_row$/

/** Says in Portuguese what the database refused; anything else is our fault and goes on as it came. */
export function refusalOf(type: RecordType, error: unknown): BusinessError | unknown {
  const { code, constraint = '', detail = '' } = error as DatabaseError
  const values = { type: type.name, constraint }
  if (code === UNIQUE) {
    const columns = keyColumns(type, detail, constraint)
    return errors.E_RECORDS_REPEATED(
      { ...values, columns: columns.join(', '), labels: labelsOf(type, columns) },
      { cause: error }
    )
  }
  if (code === CHECK && SYSTEM_ROW.test(constraint)) {
    const { one } = type.title
    const named = { ...values, id: '', label: one, title: one.toLowerCase() }
    return errors.E_RECORDS_SYSTEM(named, { cause: error })
  }
  if (code === CHECK || code === EXCLUSION) {
    const compared = columnsOfConstraint(type.table, constraint)
    const named = compared.length ? fieldsAmong(type, compared) : namedIn(type, constraint)
    return errors.E_RECORDS_REFUSED(
      { ...values, labels: labelsOf(type, named) || constraint },
      { cause: error }
    )
  }
  if (code === FOREIGN_KEY && detail.includes('still referenced'))
    return errors.E_RECORDS_STILL_USED(values, { cause: error })
  if (code === FOREIGN_KEY) return errors.E_RECORDS_IN_USE(values, { cause: error })
  return error
}

/**
 * The columns of `Key (municipality_id, code)=(1, X) already exists`. Tables with policies (the look-ups) say no such thing:
 * there the name of the constraint tells.
 */
function keyColumns(type: RecordType, detail: string, constraint: string): string[] {
  const [, list] = /^Key \(([^)]*)\)/.exec(detail) ?? []
  if (list === undefined) return namedIn(type, constraint)
  return list.split(', ').filter((column) => column && column !== 'municipality_id')
}

const namedIn = (type: RecordType, constraint: string) =>
  type.fields.map(({ name }) => name).filter((name) => constraint.includes(name))

/** Columns that people do not see, such as the municipality, say nothing to them. */
const fieldsAmong = (type: RecordType, columns: readonly string[]) =>
  columns.filter((column) => type.fields.some(({ name }) => name === column))

const labelsOf = (type: RecordType, columns: readonly string[]) =>
  columns
    .map((column) => type.fields.find(({ name }) => name === column)?.label ?? column)
    .join(', ')
