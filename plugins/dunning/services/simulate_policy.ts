import {
  type CivilDate,
  type RefMonth,
  addDays,
  clock,
  firstDay,
  formatDate,
  lastDay,
} from '#core/calendar/index'
import {
  type ExplainedLine,
  type Pack,
  type PopulationChunk,
  type PopulationScope,
  type Sides,
  type SimulatedResult,
  type StoredFacts,
  resolvePack,
} from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { POLICY_KEY, POLICY_KIND } from '../configuration/kinds.ts'
import { NOTICES, type NoticeTerms } from '../configuration/parameters.ts'
import { noticeEligibility } from '../decisions/notice_eligibility.ts'
import { type Policy, type PolicyStep, daysFromDue } from '../domain/policy.ts'
import { type PastDebt, reachedOn } from '../domain/past_debts.ts'
import { termFacts } from './find_notices.ts'
import { NOTICE_CONFIGURATION } from './notice_policy.ts'
import { premiseStates } from './premise_states.ts'
import type { PremiseState } from './notice_debts.ts'

/** Premises by id in a past month: after one, until another. */
export interface PolicySpec {
  readonly month: RefMonth
  readonly after: string
  readonly until: string
}

interface PastCandidate {
  readonly premise: PremiseState
  readonly debtorId: bigint
  readonly debts: readonly PastDebt[]
}

export interface PolicyFacts {
  readonly month: RefMonth
  readonly candidates: readonly PastCandidate[]
}

const PREMISES_PER_CHUNK = 2000

const MONTHS = 24

/** The months since the first bill fell due, the newest first. */
export async function policyMonths(reader: Pick<Tx, 'rawQuery'>, municipalityId: bigint) {
  return query<{ month: RefMonth; results: number }>(
    reader,
    `with bills as (select min(due_on) as first, count(distinct premise_id)::int as premises from receivables_items
       where municipality_id = ? and premise_id is not null)
     select to_char(m, 'YYYY-MM') as month, premises as results from bills,
            generate_series(date_trunc('month', first), ?::timestamptz, interval '1 month') m
      order by 1 desc limit ${MONTHS}`,
    [municipalityId, clock.now()]
  )
}

/** Who owed something in each month, in spans of premises. */
export async function policyChunks(
  tx: Tx,
  { municipalityId, from, until, groups }: PopulationScope
): Promise<PopulationChunk<PolicySpec>[]> {
  const months = await policyMonths(tx, municipalityId)
  const wanted = months.map(({ month }) => month).filter((month) => month >= from && month <= until)
  const chunks: PopulationChunk<PolicySpec>[] = []
  for (const month of wanted.toReversed()) {
    const rows = await query<{ until: bigint; results: number }>(
      tx,
      `select max(id) as until, count(*)::int as results from (
         select p.id, (row_number() over (order by p.id) - 1) / ${PREMISES_PER_CHUNK} as chunk
           from registry_premises p
          where p.municipality_id = ? and (?::bigint[] is null or p.billing_group_id = any(?::bigint[]))
            and exists (select from receivables_items i
                         where i.municipality_id = p.municipality_id and i.premise_id = p.id and i.due_on <= ?
                           and i.state in ('open', 'settled'))) n
        group by chunk order by chunk`,
      [municipalityId, groups, groups, lastDay(month)]
    )
    rows.forEach((row, index) => {
      const after = String(rows[index - 1]?.until ?? 0)
      chunks.push({ spec: { month, after, until: String(row.until) }, results: row.results })
    })
  }
  return chunks
}

/** The debts of a month as they were: what was paid in it was open until then. */
export async function policyFacts(
  tx: Tx,
  municipalityId: bigint,
  { month, after, until }: PolicySpec
): Promise<StoredFacts<PolicyFacts>> {
  const on = lastDay(month)
  const rows = await query<PastDebt & { premise_id: bigint; debtor_id: bigint }>(
    tx,
    `select i.premise_id, i.debtor_id, min(i.due_on) as "dueOn", sum(i.amount_cents - i.withheld_cents)::bigint as cents,
            bool_or(t.service = 'water') as "hasWater", i.origin_type = 'billing.invoice' as "isInvoice",
            case when bool_and(i.open_cents = 0) then max(s.settled_on) end as "closedOn"
       from receivables_items i
       join receivables_beneficiaries b on b.id = i.beneficiary_id and b.counts_for_cut
       left join receivables_charge_types t on t.municipality_id = i.municipality_id and t.code = i.charge_type
       left join lateral (select max(settled_on) as settled_on from receivables_settlements where item_id = i.id) s on true
      where i.municipality_id = ? and i.premise_id > ? and i.premise_id <= ? and i.due_on <= ? and i.state in ('open', 'settled')
      group by i.premise_id, i.debtor_id, i.origin_type, i.origin_id
     having bool_or(i.open_cents > 0) or max(s.settled_on) >= ?
      order by i.premise_id, i.debtor_id`,
    [municipalityId, after, until, on, firstDay(month)]
  )
  const premiseIds = [...new Set(rows.map((row) => row.premise_id))]
  const states = await premiseStates(tx, { municipalityId, premiseIds, on })
  const pairs = Map.groupBy(rows, (row) => `${row.premise_id}/${row.debtor_id}`)
  const pack = await resolvePack(
    { ...{ municipalityId, from: on, until: on, knownAt: clock.now() }, ...NOTICE_CONFIGURATION },
    tx
  )
  const candidates = [...pairs.values()].map((debts) => ({
    ...{ premise: states.get(debts[0]!.premise_id)!, debtorId: debts[0]!.debtor_id, debts },
  }))
  return { packId: pack.id, facts: { month, candidates } }
}

interface Side {
  readonly policy: Policy
  readonly terms: NoticeTerms
  readonly isEligible: (one: PastCandidate, debts: readonly PastDebt[], on: CivilDate) => boolean
}

function sideOf(pack: Pack, on: CivilDate): Side {
  const segment = pack.at(on)
  const terms = segment.parameter<NoticeTerms>(NOTICES)
  const rules = segment.ruleset(noticeEligibility.name)
  return {
    policy: segment.content<Policy>(POLICY_KIND, POLICY_KEY),
    terms,
    isEligible(one, debts, day) {
      const counted = debts.filter(({ isInvoice }) => isInvoice || terms.includes_sundry)
      const facts = { ...pastFacts(one, counted, day), ...termFacts(terms) }
      const { outcome } = rules.evaluate(facts, segment.lookups)
      return (outcome as unknown as { outcome: string }).outcome === 'cut_notice'
    },
  }
}

function pastFacts(
  { premise, debtorId }: PastCandidate,
  debts: readonly PastDebt[],
  on: CivilDate
) {
  const invoices = debts.filter(({ isInvoice }) => isInvoice)
  return {
    ...{ today: on, invoices: invoices.length, sundry: debts.length - invoices.length },
    water_invoices: invoices.filter(({ hasWater }) => hasWater).length,
    debt_cents: Number(debts.reduce((sum, { cents }) => sum + cents, 0n)),
    ...{ oldest_days: 0, held: 0, arranged: 0, category: premise.category },
    ...{ situation: premise.situation, is_social: premise.isSocial },
    ...{ customer_type: premise.customerType, is_holder: premise.holderId === debtorId },
    ...{ is_blocked: premise.isBlocked, has_pending: false },
  }
}

const CUT_CYCLE: readonly string[] = ['notice', 'cut_1', 'cut_2', 'cut_3']

/** The day of the month on which a candidate comes to a step; null: not in it. */
function dayOf(
  one: PastCandidate,
  step: PolicyStep,
  month: RefMonth,
  side: Side
): CivilDate | null {
  const days = daysFromDue(side.policy, step.id)
  if (days === null) return null
  const isOfCut = CUT_CYCLE.includes(step.kind)
  // What a step of the cut cycle is counted from begins with the notice, which waits for the parameter's delay.
  const notice = side.policy.steps.find(({ kind }) => kind === 'notice')
  const noticed = notice ? (daysFromDue(side.policy, notice.id) ?? 0) : 0
  const delay = isOfCut ? days + Math.max(0, side.terms.minimum_days - noticed) : days
  return reachedOn(one.debts, {
    ...{ delay, from: firstDay(month), until: lastDay(month) },
    isReached: (debts, on) => !isOfCut || side.isEligible(one, debts, on),
  })
}

/** Which steps each would have come to in the month, under the policy of the time and under the draft. */
export function simulatePolicy({ month, candidates }: PolicyFacts, { before, after }: Sides) {
  const on = lastDay(month)
  const [was, is] = [sideOf(before, on), sideOf(after, on)]
  const steps = new Map([...was.policy.steps, ...is.policy.steps].map((step) => [step.id, step]))
  return candidates.flatMap((one) =>
    [...steps.values()].flatMap((step): SimulatedResult[] => {
      const reached = (side: Side) => {
        const own = side.policy.steps.find(({ id }) => id === step.id)
        return own && dayOf(one, own, month, side) !== null ? 1n : 0n
      }
      const [then, now] = [reached(was), reached(is)]
      if (then === 0n && now === 0n) return []
      const { premiseId, registration, category } = one.premise
      return [
        {
          key: [month, premiseId, one.debtorId, step.id].join('/'),
          label: `${registration} · ${step.title}`,
          link: `/registry/premises/${premiseId}`,
          ...{ before: then, after: now },
          dims: { step: step.title, category: category ?? '—' },
        },
      ]
    })
  )
}

/** On which day a step would be reached on each side, and by which debts. */
export function explainPolicy(
  facts: PolicyFacts,
  { before, after }: Sides,
  key: string
): ExplainedLine[] {
  const [, premiseId, debtorId, stepId] = key.split('/')
  const one = facts.candidates.find(
    ({ premise, debtorId: id }) => `${premise.premiseId}/${id}` === `${premiseId}/${debtorId}`
  )
  if (!one) return []
  const told = (pack: Pack) => {
    const side = sideOf(pack, lastDay(facts.month))
    const step = side.policy.steps.find(({ id }) => id === stepId)
    const day = step ? dayOf(one, step, facts.month, side) : null
    if (!step || day === null) return null
    const delay = daysFromDue(side.policy, step.id)!
    return {
      amount: formatDate(day),
      steps: one.debts
        .filter(
          ({ dueOn, closedOn }) =>
            dueOn <= addDays(day, -1) && (closedOn === null || closedOn > day)
        )
        .map(
          ({ dueOn }) =>
            `Débito vencido em ${formatDate(dueOn)}; a etapa vem ${delay} dias depois do vencimento`
        ),
    }
  }
  return [{ title: 'Dia em que a etapa viria', before: told(before), after: told(after) }]
}
