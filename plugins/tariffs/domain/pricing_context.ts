import { Dec, type RoundingMode } from '#core/money/index'
import type { ChargeLine, MinimumDays } from './charge.ts'
import { PricingError } from './pricing_error.ts'
import type { Each, Per, VolumeShare } from './structure.ts'
import type { TariffTable } from './tariff_table.ts'

/**
 * Everything that a structure may ask. Null: there is none (no meter, no collection); undefined: nobody said, and a table that
 * asks it cannot answer.
 */
export interface PricingFacts {
  readonly category: string
  readonly economies: number
  readonly connections: number
  readonly taps: number | null
  readonly volume: Dec
  readonly sewageClass: string | null
  readonly profile: string | undefined
  readonly isMetered: boolean | undefined
  readonly meterSize: string | null
  readonly collectionFrequency: string | null | undefined
  readonly wasteProfile: string | null | undefined
  readonly days: number
  /** For how many of them minima and fixed amounts are due; absent: all. */
  readonly minimumDays?: MinimumDays | undefined
  /** What limits are scaled by; absent: the period is a month. */
  readonly limitDays?: MinimumDays | undefined
  /** Categories of the bill, each priced by itself. */
  readonly categories: number
}

export interface PricingContext {
  readonly table: TariffTable
  readonly facts: PricingFacts
  /** R$ of one unit in which the table's prices stand; 1 when they stand in R$. */
  readonly unit: Dec
  readonly volume: Dec
  /** Amount of another charge of the same category, already rounded as the table says. */
  amountOf(chargeType: string): Dec
}

/** Decimals that an amount may have on its way; beyond it nothing a bill could show is lost. */
const MAX_DECIMALS = 12

/** A line whose numbers are still exact. */
export interface PricedLine {
  readonly label: string
  readonly from: Dec
  readonly to: Dec | null
  readonly m3: Dec
  readonly price: Dec
  readonly amount: Dec
}

/** R$ of an amount or price of the table. */
export const money = (context: PricingContext, text: string): Dec =>
  Dec.of(text).times(context.unit)

/** Rounds a line where the table rounds each bracket; elsewhere it stays exact. */
export function line(context: PricingContext, given: Partial<PricedLine>): PricedLine {
  const { at, scale, mode } = context.table.rounding
  const { label = '', from = Dec.ZERO, to = null, m3 = Dec.ZERO, price = Dec.ZERO } = given
  const exact = given.amount ?? Dec.ZERO
  const amount = at === 'bracket' ? exact.round(scale, mode) : exact.round(MAX_DECIMALS, 'half-up')
  return { label, from, to, m3, price, amount }
}

export const totalOf = (lines: readonly PricedLine[]): Dec =>
  lines.reduce((sum, { amount }) => sum.plus(amount), Dec.ZERO)

/**
 * How many economies, connections or taps an amount or limit is multiplied by.
 * @throws PricingError E_TARIFFS_SHARED for what the categories of a bill have in common: each would be charged the whole.
 */
export function countOf({ facts }: PricingContext, per: Per): Dec {
  if (per === 'economy') return Dec.of(facts.economies)
  if (facts.categories > 1) throw shared(per)
  if (per === 'bill') return Dec.of(1)
  if (per === 'connection') return Dec.of(facts.connections)
  if (facts.taps === null) throw missing('taps', 'o número de pontos de água')
  return Dec.of(facts.taps)
}

/** Decimals of a minimum or fixed amount that is due for some days. */
const DAYS_SCALE = 6

/** Of a minimum or a fixed amount, what is due for the days that count. */
export const forDays = (value: Dec, part: MinimumDays | undefined): Dec =>
  part ? Dec.muldiv(value, Dec.of(part.days), Dec.of(part.ofDays), DAYS_SCALE, 'half-up') : value

/** A minimum of each economy, connection or tap: of a month the part of the days that count, of a day times those days. */
export function minimumOf(context: PricingContext, { per, each }: Minimum, value: Dec): Dec {
  const { minimumDays: part, days } = context.facts
  const whole = value.times(countOf(context, per))
  return each === 'day' ? whole.times(Dec.of(part?.days ?? days)) : forDays(whole, part)
}

interface Minimum {
  readonly per: Per
  readonly each: Each
}

/** A limit, or what is paid for reaching it, of a period that is no month of the usual length. */
export const scaled = (value: Dec, part: MinimumDays | undefined): Dec =>
  part ? Dec.muldiv(value, Dec.of(part.days), Dec.of(part.ofDays), MAX_DECIMALS, 'half-up') : value

/** m³ of one economy in a month: those of the period over its days and the economies, rounded once as declared. */
export function sharedVolume({ volume, facts }: PricingContext, count: Dec, share: VolumeShare) {
  const { days, ofDays } = facts.limitDays ?? { days: 1, ofDays: 1 }
  const [all, by] = [volume.times(Dec.of(ofDays)), count.times(Dec.of(days))]
  return all.divide(by, share.scale, share.mode as RoundingMode)
}

/** A fact that the table asks. @throws PricingError E_TARIFFS_FACT_MISSING when nobody said it: its absence is no answer. */
export function known<T>(value: T | undefined, fact: string, name: string): T {
  if (value === undefined) throw missing(fact, name)
  return value
}

const SHARED: Readonly<Record<Exclude<Per, 'economy'>, string>> = {
  bill: 'por conta',
  connection: 'por ligação',
  tap: 'por ponto de água',
}

const shared = (per: Exclude<Per, 'economy'>) =>
  new PricingError(
    'E_TARIFFS_SHARED',
    `A charge per ${per} of a bill of several categories`,
    `A tabela cobra ${SHARED[per]}, e este imóvel tem economias de mais de uma categoria: não está dito quanto cabe a cada uma. Cobre por economia, ou ponha as economias em uma categoria só.`
  )

export function missing(fact: string, name: string): PricingError {
  return new PricingError(
    'E_TARIFFS_FACT_MISSING',
    `The table needs the fact ${fact}`,
    `A tabela precisa de um dado que falta: ${name}. Informe-o e calcule de novo.`
  )
}

/** The lines as they are kept: with `charge` the running total is rounded, so that they sum exactly to the charge. */
export function finishLines(context: PricingContext, lines: readonly PricedLine[]): ChargeLine[] {
  const { at, scale, mode } = context.table.rounding
  let exact = Dec.ZERO
  let reached = Dec.ZERO
  return lines.map(({ label, from, to, m3, price, amount }) => {
    exact = exact.plus(amount)
    const total = at === 'charge' ? exact.round(scale, mode) : exact
    const share = total.minus(reached)
    reached = total
    return {
      label,
      from: from.toString(),
      to: to?.toString() ?? null,
      m3: m3.toString(),
      price: price.round(MAX_DECIMALS, 'half-up').toString(),
      amount: share.toString(),
    }
  })
}
