import type { ActionContext } from '#core/actions/index'
import { type RefMonth, addMonths, firstDay, formatRefMonth, lastDay } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type SqlValue, type Tx, query } from '#core/database/index'
import {
  RECTIFICATIONS,
  RECTIFICATION_ASPECTS,
  type RectificationAspect,
  type RectificationPolicy,
} from '../../configuration/rectification_parameter.ts'
import { errors } from '../../errors.ts'

export interface Analysed {
  readonly id: bigint
  readonly reference: RefMonth
  readonly findings: number
  readonly level: number
}

type Context = Pick<ActionContext, 'tx' | 'municipalityId' | 'actor' | 'now'>

/** What changed a bill and was no cancellation told as such, nor another due date; `c` is the correction, `i` its invoice. */
const FROM = `from billing_corrections c join billing_invoices i on i.id = c.invoice_id
  where c.municipality_id = :municipality and c.kind not in ('cancel', 'due_date')`
const IN_CYCLE = 'c.corrected_on between :from and :until'
const WITHIN = 'c.corrected_on between :since and :until'

/** What each analysis finds: key, title, detail, premise, customer, author and how many. */
const FINDINGS: Readonly<Record<RectificationAspect, string>> = {
  recurring_premise: `
    select c.premise_id::text as key, 'Imóvel retificado em ' || count(distinct to_char(c.corrected_on, 'YYYY-MM')) || ' meses' as title,
           'Motivos: ' || string_agg(distinct c.reason_code, ', ') as detail, c.premise_id, null::bigint as customer_id,
           null::text as author, count(*)::int as n
      ${FROM} and ${WITHIN} group by c.premise_id
    having count(distinct to_char(c.corrected_on, 'YYYY-MM')) >= :premise_months and bool_or(${IN_CYCLE})`,
  recurring_reason: `
    select c.reason_code, 'Motivo repetido: ' || coalesce(max(r.title), c.reason_code), count(*) || ' retificações no mês',
           null::bigint, null::bigint, null::text, count(*)::int
      from billing_corrections c
      left join billing_correction_reasons r on r.municipality_id = c.municipality_id and r.code = c.reason_code
     where c.municipality_id = :municipality and c.kind not in ('cancel', 'due_date') and ${IN_CYCLE}
     group by c.reason_code having count(*) >= :reason_count`,
  disguised_cancellation: `
    select c.id::text, 'Retificação que quase zera a fatura', 'De R$ ' || to_char(c.before_cents / 100.0, 'FM999G999G990D00') || ' para R$ ' ||
           to_char(c.after_cents / 100.0, 'FM999G999G990D00') || ', motivo ' || c.reason_code, c.premise_id, i.debtor_id, c.author_name, 1
      ${FROM} and ${IN_CYCLE} and c.before_cents > 0 and c.after_cents * 100 <= c.before_cents * (100 - :disguised_percent)`,
  user_concentration: `
    select c.author_name || '/' || i.debtor_id, c.author_name || ': retificações do mesmo cliente', count(*) || ' em ' || :months || ' meses',
           null::bigint, i.debtor_id, c.author_name, count(*)::int
      ${FROM} and ${WITHIN} group by c.author_name, i.debtor_id having count(*) >= :user_count and bool_or(${IN_CYCLE})`,
}

/**
 * Looks at the rectifications of a month by each analysis that is on. Asked again it adds what is new and keeps what was
 * concluded; a concluded cycle stays as it is. @throws E_BILLING_CYCLE_CONCLUDED
 */
export async function analyseRectifications(
  { tx, municipalityId, actor, now }: Context,
  reference: RefMonth
): Promise<Analysed> {
  const policy = await parameterWithin<RectificationPolicy>(tx, {
    ...{ key: RECTIFICATIONS, municipalityId, date: lastDay(reference) },
  })
  const aspects = RECTIFICATION_ASPECTS.filter(({ value }) => policy.analyses[value])
  const level = aspects.length === RECTIFICATION_ASPECTS.length ? 3 : aspects.length > 0 ? 2 : 1
  const [cycle] = await query<{ id: bigint; state: string }>(
    tx,
    `insert into billing_rectification_cycles (municipality_id, reference, level, analyses, analysed_at, analysed_by)
     values (?, ?, ?, ?, ?, ?)
     on conflict (municipality_id, reference) do update
       set level = case when billing_rectification_cycles.state = 'open' then excluded.level else billing_rectification_cycles.level end
     returning id, state`,
    [
      ...[municipalityId, reference, level, aspects.map(({ label }) => label).join('; ')],
      ...[now.toISOString(), actor.name],
    ]
  )
  const { id, state } = cycle!
  if (state === 'concluded') {
    throw errors.E_BILLING_CYCLE_CONCLUDED({ month: formatRefMonth(reference) })
  }
  for (const { value } of aspects) await find(tx, value, { municipalityId, id, reference, policy })
  const findings = await recount(tx, id)
  await query(
    tx,
    `update billing_rectification_cycles set analyses = ?, analysed_at = ?, analysed_by = ? where id = ?`,
    [aspects.map(({ label }) => label).join('; '), now.toISOString(), actor.name, id]
  )
  return { id, reference, findings, level }
}

interface Finding {
  readonly municipalityId: bigint
  readonly id: bigint
  readonly reference: RefMonth
  readonly policy: RectificationPolicy
}

async function find(
  tx: Tx,
  aspect: RectificationAspect,
  { municipalityId, id, reference, policy }: Finding
): Promise<void> {
  const from = firstDay(reference)
  const values: Readonly<Record<string, SqlValue>> = {
    ...{ municipality: municipalityId, cycle: id, reference, aspect },
    ...{ from, until: lastDay(reference), since: addMonths(from, 1 - policy.months) },
    ...{ months: policy.months, premise_months: policy.premise_months },
    ...{ reason_count: policy.reason_count, disguised_percent: policy.disguised_percent },
    user_count: policy.user_count,
  }
  const bindings: SqlValue[] = []
  const sql = `insert into billing_rectification_findings
      (municipality_id, cycle_id, reference, aspect, key, title, detail, premise_id, customer_id, author_name, rectifications)
    select :municipality::bigint, :cycle::bigint, :reference::text, :aspect::text, found.* from (${FINDINGS[aspect]}) found
    on conflict (cycle_id, aspect, key) do nothing`.replaceAll(
    /(?<!:):([a-z_]+)(::[a-z]+)?/g,
    (_, name: string, cast: string | undefined) => {
      bindings.push(values[name]!)
      return `?${cast ?? CASTS[name] ?? ''}`
    }
  )
  await query(tx, sql, bindings)
}

const CASTS: Readonly<Record<string, string>> = {
  ...{ municipality: '::bigint', from: '::date', until: '::date', since: '::date' },
  ...{ months: '::int', premise_months: '::int', reason_count: '::int', user_count: '::int' },
  disguised_percent: '::int',
}

/** Counts anew what a cycle found and what waits for a conclusion. */
async function recount(tx: Tx, cycleId: bigint): Promise<number> {
  const [row] = await query<{ findings: number }>(
    tx,
    `update billing_rectification_cycles y set findings = n.findings, pending = n.pending
       from (select count(*)::int as findings, (count(*) filter (where state = 'open'))::int as pending
               from billing_rectification_findings where cycle_id = ?) n
      where y.id = ? returning y.findings`,
    [cycleId, cycleId]
  )
  return row!.findings
}

export interface Concluding {
  readonly id: bigint
  readonly outcome: 'regular' | 'irregular'
  readonly conclusion: string
}

export interface ConcludedFinding {
  readonly id: bigint
  readonly title: string
  readonly premiseId: bigint | null
}

/**
 * What the analyst says of a finding. Nobody concludes what is about their own rectifications. @throws
 * E_BILLING_FINDING_UNKNOWN, E_BILLING_FINDING_DONE, E_BILLING_FINDING_OWN
 */
export async function concludeFinding(
  { tx, municipalityId, actor, now }: Context,
  { id, outcome, conclusion }: Concluding
): Promise<ConcludedFinding> {
  const [row] = await query<{
    cycle_id: bigint
    state: string
    title: string
    author_name: string | null
    premise_id: bigint | null
  }>(
    tx,
    `select cycle_id, state, title, author_name, premise_id from billing_rectification_findings
      where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!row) throw errors.E_BILLING_FINDING_UNKNOWN({ id })
  if (row.state !== 'open') throw errors.E_BILLING_FINDING_DONE({ id })
  if (row.author_name === actor.name) throw errors.E_BILLING_FINDING_OWN({ id })
  await query(
    tx,
    `update billing_rectification_findings set state = ?, conclusion = ?, concluded_by = ?, concluded_at = ? where id = ?`,
    [outcome, conclusion, actor.name, now.toISOString(), id]
  )
  await recount(tx, row.cycle_id)
  return { id, title: row.title, premiseId: row.premise_id }
}

/** A cycle whose findings all have a conclusion. @throws E_BILLING_CYCLE_UNKNOWN, E_BILLING_CYCLE_CONCLUDED, E_BILLING_CYCLE_PENDING */
export async function concludeCycle(
  { tx, municipalityId, actor, now }: Context,
  id: bigint
): Promise<{ readonly reference: RefMonth; readonly findings: number }> {
  const [row] = await query<{
    reference: RefMonth
    state: string
    findings: number
    pending: number
  }>(
    tx,
    `select reference, state, findings, pending from billing_rectification_cycles where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!row) throw errors.E_BILLING_CYCLE_UNKNOWN({ id })
  const month = formatRefMonth(row.reference)
  if (row.state === 'concluded') throw errors.E_BILLING_CYCLE_CONCLUDED({ month })
  if (row.pending > 0) throw errors.E_BILLING_CYCLE_PENDING({ month, pending: row.pending })
  await query(
    tx,
    `update billing_rectification_cycles set state = 'concluded', concluded_at = ?, concluded_by = ? where id = ?`,
    [now.toISOString(), actor.name, id]
  )
  return { reference: row.reference, findings: row.findings }
}
