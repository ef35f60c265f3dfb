import { type Actor, ParticipantRefusal } from '#core/actions/index'
import { type RefMonth, firstDay, formatRefMonth, lastDay, refMonth } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, copyRows, query } from '#core/database/index'
import { REVENUE_TAXES, TAX_APPROVERS } from '../configuration/tax_parameters.ts'
import { type LedgerEvent, factsOf } from '../domain/event.ts'
import { type RevenueKind, type TaxRate, taxCoverage, taxLines } from '../domain/revenue_taxes.ts'
import { errors } from '../errors.ts'
import { postEvents } from './post_events.ts'

export const ASSESSMENTS = 'accounting.tax_assessments'

interface By {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly at: Date
}

export interface Assessment {
  readonly id: bigint
  readonly reference: RefMonth
  readonly taxCents: bigint
}

/** The utility's own revenue as the books took it in the month, less what was turned round in it. */
async function revenueOf(
  tx: Tx,
  municipalityId: bigint,
  reference: RefMonth
): Promise<ReadonlyMap<RevenueKind, bigint>> {
  const rows = await query<{ kind: RevenueKind; cents: bigint }>(
    tx,
    `select case when p.event in ('late_charge', 'late_charge_reversed') or f.component <> 'principal' then 'late'
                 when f.service in ('water', 'sewage') then f.service else 'service' end as kind,
            sum(case when p.event in ('invoice_charge_issued', 'late_charge') then p.amount_cents else -p.amount_cents end)::bigint as cents
       from accounting_postings p
       join (select id, facts::jsonb->>'service' as service, coalesce(facts::jsonb->>'component', 'principal') as component
               from accounting_facts where municipality_id = ?) f on f.id = p.facts_id
      where p.municipality_id = ? and p.posted_on between ? and ?
        and p.event in ('invoice_charge_issued', 'invoice_charge_reversed', 'late_charge', 'late_charge_reversed')
      group by 1`,
    [municipalityId, municipalityId, firstDay(reference), lastDay(reference)]
  )
  return new Map(rows.map(({ kind, cents }) => [kind, cents]))
}

/**
 * Works out each tax on the revenue of a month, by the rates in force on its last day. Again, it takes the place of one that
 * nobody decided on.
 * @throws E_ACCOUNTING_TAX_STATE
 */
export async function assessTaxes(
  tx: Tx,
  { municipalityId, actor, at }: By,
  reference: RefMonth
): Promise<Assessment> {
  const rates = await parameterWithin<readonly TaxRate[]>(tx, {
    ...{ key: REVENUE_TAXES, municipalityId, date: lastDay(reference) },
  })
  const revenue = await revenueOf(tx, municipalityId, reference)
  const lines = taxLines(rates, revenue)
  const { missing, level } = taxCoverage(rates)
  const taxCents = lines.reduce((sum, one) => sum + one.taxCents, 0n)
  const revenueCents = [...revenue.values()].reduce((sum, cents) => sum + cents, 0n)
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into accounting_tax_assessments as a (municipality_id, reference, revenue_cents, tax_cents, level, not_configured,
       author_id, author, computed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (municipality_id, reference) where state <> 'refused' do update set revenue_cents = excluded.revenue_cents,
       tax_cents = excluded.tax_cents, level = excluded.level, not_configured = excluded.not_configured,
       author_id = excluded.author_id, author = excluded.author, computed_at = excluded.computed_at
      where a.state = 'computed' returning id`,
    [
      ...[municipalityId, reference, revenueCents, taxCents, level],
      ...[missing.join(', ') || null, actor.userId, actor.name, at],
    ]
  )
  if (!row) throw errors.E_ACCOUNTING_TAX_STATE({ reference: formatRefMonth(reference) })
  await query(tx, 'delete from accounting_tax_lines where assessment_id = ?', [row.id])
  await copyRows(
    tx,
    'accounting_tax_lines',
    [
      ...['municipality_id', 'assessment_id', 'tax', 'revenue', 'base_cents', 'percent'],
      ...['tax_cents', 'because'],
    ],
    lines.map((one) => [
      ...[municipalityId, row.id, one.tax, one.revenue, one.baseCents, one.percent],
      ...[one.taxCents, one.because],
    ])
  )
  return { id: row.id, reference, taxCents }
}

interface AssessmentRow {
  readonly id: bigint
  readonly reference: string
  readonly state: string
  readonly tax_cents: bigint
  readonly author_id: bigint | null
}

/** @throws E_ACCOUNTING_TAX_UNKNOWN, E_ACCOUNTING_TAX_STATE */
async function lock(
  tx: Tx,
  municipalityId: bigint,
  id: bigint
): Promise<AssessmentRow & { readonly month: RefMonth }> {
  const [row] = await query<AssessmentRow>(
    tx,
    'select * from accounting_tax_assessments where municipality_id = ? and id = ? for update',
    [municipalityId, id]
  )
  if (!row) throw errors.E_ACCOUNTING_TAX_UNKNOWN({ id })
  return { ...row, month: refMonth(row.reference) }
}

/** Of the list in force, when there is one. @throws E_ACCOUNTING_TAX_APPROVER */
async function requireApprover(tx: Tx, { municipalityId, actor, at }: By): Promise<void> {
  const date = at.toISOString().slice(0, 10) as ReturnType<typeof lastDay>
  const listed = await parameterWithin<readonly string[]>(tx, {
    ...{ key: TAX_APPROVERS, municipalityId, date },
  })
  if (listed.length === 0) return
  const [user] = await query<{ email: string; login: string }>(
    tx,
    'select email, login from access_users where id = ?',
    [actor.userId]
  )
  const isListed = listed.some((one) => one === user?.email || one === user?.login)
  if (!isListed) throw errors.E_ACCOUNTING_TAX_APPROVER({ name: actor.name })
}

/**
 * Approves or refuses an assessment: another person than who computed it, and one of the authorised list.
 * @throws E_ACCOUNTING_SAME_PERSON, E_ACCOUNTING_TAX_APPROVER, and as `lock`
 */
export async function decideAssessment(
  tx: Tx,
  by: By,
  decision: { readonly id: bigint; readonly approves: boolean; readonly opinion: string | null }
): Promise<Assessment> {
  const row = await lock(tx, by.municipalityId, decision.id)
  const reference = formatRefMonth(row.month)
  if (row.state !== 'computed') throw errors.E_ACCOUNTING_TAX_STATE({ reference })
  if (row.author_id === by.actor.userId) {
    throw errors.E_ACCOUNTING_SAME_PERSON({ what: `a apuração de tributos de ${reference}` })
  }
  await requireApprover(tx, by)
  await query(
    tx,
    `update accounting_tax_assessments set state = ?, decided_by_id = ?, decided_by = ?, decided_at = ?, opinion = ? where id = ?`,
    [
      ...[decision.approves ? 'approved' : 'refused', by.actor.userId, by.actor.name, by.at],
      ...[decision.opinion, row.id],
    ]
  )
  return { id: row.id, reference: row.month, taxCents: row.tax_cents }
}

/** Posts an approved assessment, tax by tax. @throws E_ACCOUNTING_TAX_UNAPPROVED, and as `lock` */
export async function postAssessment(tx: Tx, by: By, id: bigint): Promise<Assessment> {
  const { municipalityId } = by
  const row = await lock(tx, municipalityId, id)
  if (row.state !== 'approved') {
    throw errors.E_ACCOUNTING_TAX_UNAPPROVED({ reference: formatRefMonth(row.month) })
  }
  const taxes = await query<{ tax: string; cents: bigint }>(
    tx,
    'select tax, sum(tax_cents)::bigint as cents from accounting_tax_lines where assessment_id = ? group by tax order by tax',
    [id]
  )
  const events = taxes.map(({ tax, cents }): LedgerEvent => ({
    facts: factsOf('tax_assessed', { tax }),
    ...{ amountCents: cents, beneficiaryId: null, sourceType: ASSESSMENTS, sourceId: id },
    ...{ sourceLine: null, reference: row.reference },
  }))
  const issues = await postEvents(tx, {
    ...{ municipalityId, postedOn: lastDay(row.month), events, isStrict: true },
  })
  if (issues.length) throw new ParticipantRefusal('accounting.tax_assessment', issues)
  await query(
    tx,
    `update accounting_tax_assessments set state = 'posted', posted_by = ?, posted_at = ? where id = ?`,
    [by.actor.name, by.at, id]
  )
  return { id, reference: row.month, taxCents: row.tax_cents }
}
