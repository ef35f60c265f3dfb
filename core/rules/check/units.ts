import type { Report } from './report.ts'
import type { Type } from './type.ts'

/** Operators whose numbers should measure the same thing, and whether the result measures it too. */
const SAME_UNIT: ReadonlyMap<string, boolean> = new Map([
  ['+', true],
  ['-', true],
  ['min', true],
  ['max', true],
  ['<', false],
  ['<=', false],
  ['>', false],
  ['>=', false],
  ['==', false],
  ['!=', false],
])

const KEEPS_UNIT: ReadonlySet<string> = new Set(['abs', 'neg', 'round', 'decimal', 'to_integer'])

/** Arguments that measure one thing only. */
const MEASURED: ReadonlyMap<string, { readonly arg: number; readonly unit: string }> = new Map([
  ['brackets', { arg: 0, unit: 'm3' }],
  ['flat_by_range', { arg: 0, unit: 'm3' }],
  ['add_days', { arg: 1, unit: 'days' }],
  ['add_business_days', { arg: 1, unit: 'days' }],
  ['add_months', { arg: 1, unit: 'months' }],
])

const NAMES: Readonly<Record<string, string>> = {
  m3: 'm³',
  BRL: 'R$',
  percent: '%',
  days: 'dias',
  months: 'meses',
}

export const unitName = (unit: string): string => NAMES[unit] ?? unit

/** Adds the unit to a result, and warns when m³ meet R$. Constants have no unit and fit any. */
export function withUnit(
  op: string,
  args: readonly Type[],
  result: Type,
  place: { readonly path: string; readonly report: Report }
): Type {
  const expected = MEASURED.get(op)
  const given = expected === undefined ? undefined : args[expected.arg]?.unit
  if (expected !== undefined && given !== undefined && given !== expected.unit) {
    const message = `"${op}" recebe ${unitName(expected.unit)}, e aqui a medida é ${unitName(given)}.`
    place.report.warning('unit_mismatch', place.path, message)
  }
  if (KEEPS_UNIT.has(op)) return unitOf(result, args[0]?.unit)
  if (op === 'sum') return unitOf(result, args[0]?.element?.unit)
  const keeps = SAME_UNIT.get(op)
  if (keeps === undefined) return result
  const units = [...new Set(args.flatMap(({ unit }) => (unit === undefined ? [] : [unit])))]
  if (units.length > 1) {
    const shown = units.map(unitName).join(' e ')
    place.report.warning(
      'unit_mismatch',
      place.path,
      `"${op}" mistura medidas diferentes: ${shown}.`
    )
    return result
  }
  return keeps ? unitOf(result, units[0]) : result
}

export function unitOf(type: Type, unit: string | undefined): Type {
  return unit === undefined ? type : { ...type, unit }
}
