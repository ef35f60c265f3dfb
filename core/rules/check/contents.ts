import { argPath } from '../run.ts'
import { fitOf, typeName, wanted } from './accept.ts'
import { checkEquality } from './operands.ts'
import type { Report } from './report.ts'
import { objectOf, type Type } from './type.ts'

interface Place {
  readonly path: string
  readonly report: Report
}

const CALENDAR_PARTS = { first: 'date', last: 'date', weekend: 'list', holidays: 'list' } as const
const CALENDAR_LISTS = { weekend: 'integer', holidays: 'date' } as const
const CALENDAR_ARGUMENT: Readonly<Record<string, number>> = {
  is_business_day: 1,
  next_business_day: 1,
  previous_business_day: 1,
  add_business_days: 2,
  business_days_between: 2,
}

/** Reports lists of objects and calendars whose parts, where they are known, are not what the operator reads. */
export function checkContents(op: string, types: readonly Type[], { path, report }: Place): void {
  const at = (index: number) => ({ path: argPath(path, op, index), report })
  if (op === 'in_force_on') checkPart(types[0]?.element, 'from', 'date', at(0))
  if (op === 'find_by') checkSought(types, at)
  const calendar = CALENDAR_ARGUMENT[op]
  if (calendar !== undefined) checkCalendar(types[calendar], at(calendar))
}

function checkSought(types: readonly Type[], at: (index: number) => Place): void {
  const [list, name, value] = types
  const field = name?.values?.length === 1 ? String(name.values[0]) : undefined
  if (field === undefined || value === undefined) return
  const known = checkPart(list?.element, field, 'any', at(0))
  if (known !== undefined) checkEquality(known, value, at(2))
}

function checkCalendar(type: Type | undefined, place: Place): void {
  for (const [name, accepts] of Object.entries(CALENDAR_PARTS)) {
    const part = checkPart(type, name, accepts, place)
    if (name !== 'weekend' && name !== 'holidays') continue
    if (part?.element === undefined || part.max === 0) continue
    checkPart(objectOf({ [name]: part.element }), name, CALENDAR_LISTS[name], place)
  }
}

/** The type of a part of an object, when the object is known; a part missing or of the wrong kind is critical. */
function checkPart(
  holder: Type | undefined,
  name: string,
  accepts: 'any' | 'date' | 'integer' | 'list',
  { path, report }: Place
): Type | undefined {
  if (holder === undefined || holder.kind === 'any') return undefined
  if (holder.kind !== 'object') {
    const message = `É preciso um objeto com "${name}", e aqui há ${typeName(holder)}.`
    report.critical('wrong_type', path, message)
    return undefined
  }
  if (holder.fields === undefined) return undefined
  const part = Object.hasOwn(holder.fields, name) ? holder.fields[name] : undefined
  if (part === undefined) {
    const known = Object.keys(holder.fields).join(', ')
    report.critical('unknown_fact', path, `Falta o campo "${name}"; há: ${known}.`)
  } else if (fitOf(accepts, part) === 'no') {
    const message = `O campo "${name}" deve ser ${wanted(accepts)}, e aqui é ${typeName(part)}.`
    report.critical('wrong_type', path, message)
  }
  return part
}
