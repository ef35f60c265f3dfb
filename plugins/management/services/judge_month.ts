import { clearAlert, raiseAlert } from '#core/alerts/index'
import { type RefMonth, clock, formatRefMonth, lastDay } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { INDICATORS } from '../configuration/parameters.ts'
import { type Figures, type Indicator, added, formulaOf } from '../domain/indicators.ts'

interface Month {
  readonly municipalityId: bigint
  readonly reference: RefMonth
  /** Only an ended month reaches or misses a goal. */
  readonly hasEnded: boolean
}

interface Row extends Figures {
  readonly locality_id: bigint | null
}

/** The indicators of a month, of each locality and of the whole, with the goals in force at its end; who is responsible is told of those missed. */
export async function judgeMonth(tx: Tx, month: Month): Promise<number> {
  const { municipalityId, reference } = month
  const indicators = await parameterWithin<readonly Indicator[]>(tx, {
    ...{ key: INDICATORS, municipalityId, date: lastDay(reference) },
  })
  const rows = await query<Row>(
    tx,
    `select locality_id, billed_cents as billed, collected_cents as collected, invoices::bigint, issued::bigint, corrected::bigint,
            receipts::bigint
       from management_figures where municipality_id = ? and reference = ? order by locality_id`,
    [municipalityId, reference]
  )
  const places = [
    { localityId: null, figures: added(rows) },
    ...rows.flatMap((one) =>
      one.locality_id === null ? [] : [{ localityId: one.locality_id, figures: one as Figures }]
    ),
  ]
  const results = indicators.flatMap((indicator) =>
    places.map(({ localityId, figures }) => ({
      ...{ indicator, localityId },
      numerator: figures[indicator.numerator],
      denominator: figures[indicator.denominator],
    }))
  )
  await write(tx, month, results)
  return month.hasEnded ? tellMissed(tx, month) : 0
}

interface Result {
  readonly indicator: Indicator
  readonly localityId: bigint | null
  readonly numerator: bigint
  readonly denominator: bigint
}

async function write(
  tx: Tx,
  { municipalityId, reference, hasEnded }: Month,
  results: readonly Result[]
): Promise<void> {
  await query(tx, 'delete from management_results where municipality_id = ? and reference = ?', [
    municipalityId,
    reference,
  ])
  const column = <T>(of: (one: Result) => T) => results.map(of)
  await query(
    tx,
    `insert into management_results (municipality_id, reference, locality_id, indicator, title, formula, numerator, denominator, percent,
       goal, better, is_reached, measured_at)
     select ?, ?, locality_id, code, title, formula, numerator, denominator, percent, goal, better,
            case when ?::boolean then case better when 'higher' then percent >= goal else percent <= goal end end, ?
       from (select u.*, round(100.0 * numerator / nullif(denominator, 0), 4) as percent
               from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::numeric[], ?::text[])
                 as u (locality_id, code, title, formula, numerator, denominator, goal, better)) r`,
    [
      ...[municipalityId, reference, hasEnded, clock.now()],
      ...[column(({ localityId }) => localityId), column(({ indicator }) => indicator.code)],
      ...[
        column(({ indicator }) => indicator.title),
        column(({ indicator }) => formulaOf(indicator)),
      ],
      ...[column(({ numerator }) => numerator), column(({ denominator }) => denominator)],
      ...[column(({ indicator }) => indicator.goal), column(({ indicator }) => indicator.better)],
    ]
  )
}

interface Told {
  readonly indicator: string
  readonly title: string
  readonly percent: string
  readonly goal: string
  readonly better: Indicator['better']
  readonly is_reached: boolean
}

/** One alert for each goal of the whole municipality that was missed; one that was reached after all is cleared. */
async function tellMissed(tx: Tx, { municipalityId, reference }: Month): Promise<number> {
  const rows = await query<Told>(
    tx,
    `select indicator, title, replace(round(percent, 1)::text, '.', ',') as percent, replace(trim_scale(goal)::text, '.', ',') as goal,
            better, is_reached
       from management_results
      where municipality_id = ? and reference = ? and locality_id is null and is_reached is not null order by indicator`,
    [municipalityId, reference]
  )
  for (const { indicator, title, percent, goal, better, is_reached: isReached } of rows) {
    const key = `management.goal/${indicator}/${reference}`
    if (isReached) {
      await clearAlert(tx, municipalityId, key)
    } else {
      await raiseAlert(tx, {
        ...{ municipalityId, topic: 'goal', key },
        title: `Meta não alcançada em ${formatRefMonth(reference)}: ${title}`,
        detail: `${percent} %, e a meta era de ${better === 'higher' ? 'pelo menos' : 'no máximo'} ${goal} %.`,
        path: `/reports/management.indicators?from_reference=${reference}&until_reference=${reference}`,
      })
    }
  }
  return rows.filter(({ is_reached: isReached }) => !isReached).length
}
