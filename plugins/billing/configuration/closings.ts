import { type CivilDate, formatRefMonth, refMonth } from '#core/calendar/index'
import type { ClosedPeriod, PeriodClosing } from '#core/configuration/index'
import { query } from '#core/database/index'

/** What the amounts and volumes of an invoice follow from. */
const OF_INVOICES = /^(tariffs|billing|readings)\./
const TARIFF_TABLES = 'tariff-table'
/** Runs looked at: more than the groups of a month, so that the latest closed day is among them. */
const RUNS = 200

interface BilledRun {
  readonly group: string
  readonly reference: string
  readonly until: CivilDate
  readonly by: string | null
  readonly at: Date
}

/**
 * Days that invoices charged already are closed: a tariff that started on one of them would charge neighbours differently
 * for the same day. A run may have charged a day only if it was issued on or after it.
 */
const billedMonths: PeriodClosing = {
  name: 'billing.billed_months',
  title: 'Dias já faturados',
  concerns: ({ kind, key }) =>
    kind === TARIFF_TABLES ||
    ((kind === 'ruleset' || kind === 'parameter') && OF_INVOICES.test(key)),
  async closedFrom(reader, { municipalityId, from }) {
    const runs = await query<BilledRun>(
      reader,
      `select g.code as "group", r.reference, last.until, j.actor_name as by, r.created_at as at
         from (select * from billing_runs where municipality_id = ? and issued_on >= ?
                order by issued_on desc, id desc limit ?) r
         join registry_billing_groups g on g.id = r.billing_group_id
         left join jobs_runs j on j.id = r.job_run_id
         join lateral (select max(i.period_until) as until from billing_invoices i where i.run_id = r.id) last
           on last.until >= ?
        order by last.until desc, r.id desc`,
      [municipalityId, from, RUNS, from]
    )
    return runs.map(closedBy)
  },
}

const closedBy = ({ group, reference, until, by, at }: BilledRun): ClosedPeriod => ({
  title: `Faturamento do grupo ${group}, referência ${formatRefMonth(refMonth(reference))}`,
  until,
  by,
  at,
  remedy:
    'O que já foi faturado muda por correção da fatura; uma versão que precisa começar nesse período é enviada como correção retroativa, com fundamento legal.',
})

export default [billedMonths] as readonly PeriodClosing[]
