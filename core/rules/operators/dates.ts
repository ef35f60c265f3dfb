import {
  CalendarError,
  addDays,
  addMonths,
  dayOfWeek,
  daysBetween,
  isCivilDate,
  parts,
  type CivilDate,
} from '#core/calendar/index'
import { BOOLEAN, DATE, INTEGER } from '../check/type.ts'
import { Fault } from '../errors.ts'
import { nameOf, toInteger, typeFault, type Value } from '../values.ts'
import { toOption } from './arguments.ts'
import { family, type Operator, type Param } from './operator.ts'

const PARTS = ['year', 'month', 'day', 'weekday'] as const

const FROM: Param = { name: 'from', title: 'Data inicial', accepts: 'date' }
const TO: Param = { name: 'to', title: 'Data final', accepts: 'date' }
const ON: Param = { name: 'date', title: 'Data', accepts: 'date' }

/** A date operand. */
export function toDate(value: Value, arg: number): CivilDate {
  if (isCivilDate(value)) return value
  if (typeof value !== 'string') throw typeFault('uma data', value, arg)
  throw new Fault('E_RULES_ARGUMENT', `${nameOf(value)} não é uma data (AAAA-MM-DD)`, arg)
}

function shift(
  move: (date: CivilDate, amount: number) => CivilDate,
  date: Value,
  amount: Value
): CivilDate {
  const from = toDate(date, 0)
  const by = toInteger(amount, 1)
  try {
    return move(from, by)
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error
    throw new Fault('E_RULES_RANGE', 'a data sai dos anos 1 a 9999', 1)
  }
}

/** Whole months, so that `add_months` of them does not pass the second date. */
function monthsBetween(start: Value, end: Value): number {
  const [from, to] = [toDate(start, 0), toDate(end, 1)]
  return to < from ? 0 - wholeMonths(to, from) : wholeMonths(from, to)
}

function wholeMonths(from: CivilDate, to: CivilDate): number {
  const [a, b] = [parts(from), parts(to)]
  const months = (b.year - a.year) * 12 + b.month - a.month
  return addMonths(from, months) > to ? months - 1 : months
}

function partOf(value: Value, part: Value): number {
  const date = toDate(value, 0)
  const name = toOption(part, PARTS, 1)
  return name === 'weekday' ? dayOfWeek(date) : parts(date)[name]
}

function dateOrder(name: string, title: string, holds: (order: number) => boolean): Operator {
  const first = '2026-03-01'
  const second = '2026-03-02'
  return {
    name,
    title,
    doc: `${title}: compara duas datas.`,
    params: [ON, { ...ON, name: 'other', title: 'Outra data' }],
    types: '(data, data) → sim/não',
    cost: '1',
    result: BOOLEAN,
    examples: [{ rule: { [name]: [first, second] }, value: holds(-1) }],
    run: (left: Value, right: Value) => {
      const date = toDate(left, 0)
      const other = toDate(right, 1)
      return holds(date < other ? -1 : date > other ? 1 : 0)
    },
  }
}

export const DATES = family(
  {
    name: 'days_between',
    title: 'Dias entre datas',
    doc: 'Dias corridos da primeira data (excluída) à segunda (incluída); negativo se a segunda vem antes.',
    params: [FROM, TO],
    types: '(data, data) → inteiro',
    cost: '1',
    result: { ...INTEGER, unit: 'days' },
    examples: [{ rule: { days_between: ['2026-02-27', '2026-03-02'] }, value: 3 }],
    run: (from: Value, to: Value) => daysBetween(toDate(from, 0), toDate(to, 1)),
  },
  {
    name: 'months_between',
    title: 'Meses entre datas',
    doc: 'Meses completos da primeira data à segunda; negativo se a segunda vem antes. De 31/01 a 28/02 é um mês.',
    params: [FROM, TO],
    types: '(data, data) → inteiro',
    cost: '1',
    result: { ...INTEGER, unit: 'months' },
    examples: [
      { rule: { months_between: ['2026-01-15', '2026-03-14'] }, value: 1 },
      { rule: { months_between: ['2026-01-31', '2026-02-28'] }, value: 1 },
    ],
    run: monthsBetween,
  },
  {
    name: 'add_days',
    title: 'Soma dias',
    doc: 'A data tantos dias corridos depois; negativo volta.',
    params: [ON, { name: 'days', title: 'Dias', accepts: 'integer' }],
    types: '(data, inteiro) → data',
    cost: '1',
    result: DATE,
    examples: [{ rule: { add_days: ['2028-02-28', 2] }, value: '2028-03-01' }],
    run: (date: Value, days: Value) => shift(addDays, date, days),
  },
  {
    name: 'add_months',
    title: 'Soma meses',
    doc: 'O mesmo dia tantos meses depois, ou o último dia do mês se ele é mais curto; negativo volta.',
    params: [ON, { name: 'months', title: 'Meses', accepts: 'integer' }],
    types: '(data, inteiro) → data',
    cost: '1',
    result: DATE,
    examples: [{ rule: { add_months: ['2026-01-31', 1] }, value: '2026-02-28' }],
    run: (date: Value, months: Value) => shift(addMonths, date, months),
  },
  {
    name: 'date_part',
    title: 'Parte da data',
    doc: 'Ano, mês, dia ou dia da semana (0 domingo a 6 sábado).',
    params: [ON, { name: 'part', title: 'Parte', accepts: 'text', options: PARTS }],
    types: '(data, parte) → inteiro',
    cost: '1',
    result: INTEGER,
    examples: [{ rule: { date_part: ['2026-11-22', 'weekday'] }, value: 0 }],
    run: partOf,
  },
  dateOrder('date_before', 'É antes de', (order) => order < 0),
  dateOrder('date_on_or_before', 'É até', (order) => order <= 0),
  dateOrder('date_after', 'É depois de', (order) => order > 0),
  dateOrder('date_on_or_after', 'É a partir de', (order) => order >= 0)
)
