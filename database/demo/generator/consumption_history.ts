import {
  type CivilDate,
  type RefMonth,
  addDays,
  addRefMonths,
  firstDay,
} from '#core/calendar/index'
import { type Adjustment, type ConsumptionKind, billedVolume } from '#plugins/readings/api'
import type { Random } from './random.ts'

/** A premise as its consumption sees it. */
export interface Consumer {
  readonly economies: readonly { readonly category: string; readonly economies: number }[]
  readonly isActive: boolean
  /** What its units consumed each month, the oldest first; null where there are no units. */
  readonly unitsM3: readonly number[] | null
  readonly meter: {
    readonly digits: number
    readonly installedOn: CivilDate
    readonly initial: number
  } | null
  /** The dial stands a few m³ before its turn at the end. */
  readonly nearsTurn: boolean
}

export interface PastMonth {
  readonly reference: RefMonth
  readonly readOn: CivilDate
  readonly reading: number | null
  readonly kind: ConsumptionKind
  readonly measuredM3: string | null
  readonly billedM3: string
  readonly adjustments: readonly Adjustment[]
  readonly creditM3: string
}

export interface HistoryOrder {
  readonly random: Random
  readonly firstReference: RefMonth
  readonly months: number
  /** Day of the month, counted from the first, on which the group is read. */
  readonly dayOfReading: number
}

/** m³ a month of one economy, least and most. */
const USAGE: Readonly<Record<string, readonly [number, number]>> = {
  RES: [7, 24],
  COM: [8, 40],
  IND: [90, 320],
  PUB: [30, 140],
}
const UNMETERED_PER_ECONOMY = 10
const BEFORE_TURN = 4
const NOT_READ_PER_THOUSAND = 20

/** m³ that a premise used in each month, the oldest first: around a usage of its own, a little more in the dry months. */
export function monthlyUse(
  consumer: Consumer,
  { random, months, firstReference }: HistoryOrder
): number[] {
  const usual = consumer.economies.reduce((sum, { category, economies }) => {
    const [least, most] = USAGE[category] ?? USAGE.RES!
    return sum + economies * random.integer(least, most)
  }, 0)
  return Array.from({ length: months }, (_, index) => {
    const units = consumer.unitsM3
    if (units) return units[index]! + 1 + Math.floor((units[index]! * random.integer(1, 4)) / 100)
    if (!consumer.isActive) return 0
    const month = addRefMonths(firstReference, index - months).slice(5)
    const season = month >= '07' && month <= '10' ? 8 : 0
    return Math.floor((usual * (random.integer(82, 118) + season)) / 100)
  })
}

/** The past of a premise, the oldest month first; months before its meter was installed are not there. */
export function consumptionHistory(
  consumer: Consumer,
  use: readonly number[],
  order: HistoryOrder
): PastMonth[] {
  const dates = use.map((_, index) => {
    const reference = addRefMonths(order.firstReference, index - use.length)
    return { reference, readOn: addDays(firstDay(reference), order.dayOfReading) }
  })
  const { meter } = consumer
  if (!meter) return consumer.isActive ? unmeteredHistory(consumer, dates) : []
  const first = dates.findIndex(({ readOn }) => readOn > meter.installedOn)
  if (first === -1) return []
  return meteredHistory(use.slice(first), dates.slice(first), {
    random: order.random,
    digits: meter.digits,
    start: startOf(consumer, use.slice(first), first > 0),
  })
}

/** What stood on the dial before the first month: an old meter has turned for years. */
function startOf({ meter, nearsTurn }: Consumer, use: readonly number[], isNew: boolean): number {
  const turn = 10 ** meter!.digits
  const total = use.reduce((sum, m3) => sum + m3, 0)
  if (nearsTurn) return (((turn - BEFORE_TURN - total) % turn) + turn) % turn
  if (isNew) return meter!.initial
  return (meter!.initial + total * 3) % (turn - Math.min(turn - 1, total * 2))
}

interface Dates {
  readonly reference: RefMonth
  readonly readOn: CivilDate
}

function unmeteredHistory({ economies }: Consumer, dates: readonly Dates[]): PastMonth[] {
  const m3 = UNMETERED_PER_ECONOMY * economies.reduce((sum, one) => sum + one.economies, 0)
  return dates.map((date) => ({
    ...date,
    reading: null,
    ...bill({ kind: 'unmetered', average: m3 }),
  }))
}

interface Dial {
  readonly random: Random
  readonly digits: number
  readonly start: number
}

function meteredHistory(use: readonly number[], dates: readonly Dates[], dial: Dial): PastMonth[] {
  const past: PastMonth[] = []
  let counted = 0
  let estimated = 0
  let credit = '0'
  for (const [index, date] of dates.entries()) {
    counted += use[index]!
    const isSkipped = index > 0 && estimated === 0 && dial.random.chance(NOT_READ_PER_THOUSAND)
    const month = isSkipped
      ? bill({ kind: 'average', average: averageOf(past), credit })
      : bill({ kind: 'measured', measured: counted, estimated, credit })
    credit = month.creditM3
    estimated = isSkipped ? Number.parseInt(month.billedM3, 10) : 0
    if (!isSkipped) counted = 0
    const total = use.slice(0, index + 1).reduce((sum, m3) => sum + m3, dial.start)
    past.push({ ...date, reading: isSkipped ? null : total % 10 ** dial.digits, ...month })
  }
  return past
}

const averageOf = (past: readonly PastMonth[]): number =>
  Math.floor(
    past.reduce((sum, { billedM3 }) => sum + Number.parseInt(billedM3, 10), 0) / past.length
  )

interface MonthToBill {
  readonly kind: 'measured' | 'average' | 'unmetered'
  readonly measured?: number
  readonly average?: number
  readonly estimated?: number
  readonly credit?: string
}

function bill({ kind, measured, average = 0, estimated = 0, credit = '0' }: MonthToBill) {
  return billedVolume({
    kind,
    measuredM3: measured ?? null,
    averageM3: String(average),
    minimumM3: '0',
    unmeteredM3: String(average),
    days: 30,
    nominalDays: 30,
    estimates: { m3: String(estimated), credit_m3: credit },
  })
}
