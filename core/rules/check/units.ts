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

const NAMES: Readonly<Record<string, string>> = {
  m3: 'm³',
  BRL: 'R$',
  percent: '%',
  days: 'dias',
  months: 'meses',
}

/** Adds the unit to a result, and warns when m³ meet R$. Constants have no unit and fit any. */
export function withUnit(
  op: string,
  args: readonly Type[],
  result: Type,
  place: { readonly path: string; readonly report: Report }
): Type {
  if (KEEPS_UNIT.has(op)) return unitOf(result, args[0]?.unit)
  if (op === 'sum') return unitOf(result, args[0]?.element?.unit)
  const keeps = SAME_UNIT.get(op)
  if (keeps === undefined) return result
  const units = [...new Set(args.flatMap(({ unit }) => (unit === undefined ? [] : [unit])))]
  if (units.length > 1) {
    const shown = units.map((unit) => NAMES[unit] ?? unit).join(' e ')
    place.report.warning(
      'unit_mismatch',
      place.path,
      `"${op}" mistura medidas diferentes: ${shown}.`
    )
    return result
  }
  return keeps ? unitOf(result, units[0]) : result
}

function unitOf(type: Type, unit: string | undefined): Type {
  return unit === undefined ? type : { ...type, unit }
}
