import {
  type CivilDate,
  addDays,
  daysBetween,
  formatDate,
  maxDate,
  minDate,
} from '#core/calendar/index'
import type { Pack, PackSegment } from '#core/configuration/index'
import { Dec, type RoundingMode } from '#core/money/index'
import type { CompiledRuleset, Lookups, RulesetContent } from '#core/rules/index'
import { categoryLookups } from '../domain/category_lookups.ts'
import type { ConsumptionPeriod } from '../domain/charge.ts'
import { PricingError } from '../domain/pricing_error.ts'
import { DEFAULT_TABLE, TARIFF_TABLE, type TariffTable } from '../domain/tariff_table.ts'

export const CHARGES = 'tariffs.charges'
export const INDEX_UNITS = 'tariffs.index_units'
const DECIDING_DATE = 'tariffs.deciding_date'

/** What one segment of a pack says about tariffs, ready for many evaluations. */
export interface TariffSegment {
  readonly segment: PackSegment
  readonly ruleset: CompiledRuleset
  readonly lookups: Lookups
  /** Keys of the added fields of the premise that the rules read. */
  readonly added: readonly string[]
  readonly table: TariffTable
  /** R$ of the unit in which the declared charges stand; 1 for tables in R$. */
  readonly unit: Dec
  readonly mode: RoundingMode
  readonly tariffVersionId: bigint
  readonly rulesetVersionId: bigint
}

/** A span of days of one consumption period under one tariff. */
export interface TariffSpan extends TariffSegment {
  readonly from: CivilDate
  readonly until: CivilDate
  readonly days: number
}

const prepared = new WeakMap<PackSegment, TariffSegment>()

function prepare(segment: PackSegment): TariffSegment {
  const known = prepared.get(segment)
  if (known) return known
  const table = segment.content<TariffTable>(TARIFF_TABLE, DEFAULT_TABLE)
  const made: TariffSegment = {
    segment,
    ruleset: segment.ruleset(CHARGES),
    added: Object.keys(segment.content<RulesetContent>('ruleset', CHARGES).subject ?? {}),
    lookups: { ...segment.lookups, ...categoryLookups(table) },
    table,
    unit: unitValue(segment, table),
    mode: table.rounding.mode,
    tariffVersionId: segment.version(TARIFF_TABLE, DEFAULT_TABLE).id,
    rulesetVersionId: segment.version('ruleset', CHARGES).id,
  }
  prepared.set(segment, made)
  return made
}

/** What the unit of account of the table is worth in the segment. @throws PricingError */
function unitValue(segment: PackSegment, { unit }: TariffTable): Dec {
  if (!unit) return Dec.of(1)
  const values = segment.parameter<Readonly<Record<string, string>>>(INDEX_UNITS)
  const value = Object.hasOwn(values, unit.code) ? values[unit.code] : undefined
  if (value !== undefined) return Dec.of(value)
  throw new PricingError(
    'E_TARIFFS_UNIT_VALUE',
    `The unit ${unit.code} has no value from ${segment.from}`,
    `A unidade ${unit.code} não tem valor em reais desde ${formatDate(segment.from)}. Cadastre-o no parâmetro “Valor das unidades fiscais”.`
  )
}

const isSameTariff = (a: TariffSegment, b: TariffSegment) =>
  a.tariffVersionId === b.tariffVersionId &&
  a.rulesetVersionId === b.rulesetVersionId &&
  a.unit.eq(b.unit)

/**
 * The spans of a consumption period, in order, with their days; one span where the table of the reading decides the whole. Segments of the pack that differ in something other than
 * the tariff are one span.
 * @throws BusinessError E_CONFIGURATION_PACK_DATE when a day of the period is outside the pack.
 */
export function tariffSpans(
  pack: Pack,
  period: ConsumptionPeriod
): { spans: TariffSpan[]; ofDays: number } {
  const first = minDate(addDays(period.previousReadOn, 1), period.readOn)
  pack.at(first)
  const last = pack.at(period.readOn)
  if (last.parameter<string>(DECIDING_DATE) === 'reading') {
    const days = daysBetween(first, period.readOn) + 1
    const whole = { ...prepare(last), from: first, until: period.readOn, days }
    return { spans: [whole], ofDays: days }
  }
  const spans: TariffSpan[] = []
  for (const segment of pack.segments) {
    if (segment.until < first || segment.from > period.readOn) continue
    const from = maxDate(segment.from, first)
    const until = minDate(segment.until, period.readOn)
    const tariff = prepare(segment)
    const days = daysBetween(from, until) + 1
    const before = spans.at(-1)
    if (before && isSameTariff(before, tariff)) {
      spans[spans.length - 1] = { ...before, until, days: before.days + days }
    } else spans.push({ ...tariff, from, until, days })
  }
  return { spans, ofDays: spans.reduce((sum, { days }) => sum + days, 0) }
}
