import { type Tx, query } from '#core/database/index'
import { LEGACY_ORIGIN } from '#plugins/receivables/api'
import { isEligible } from '../../configuration/step_rule.ts'
import { POLICY_KIND } from '../../configuration/kinds.ts'
import type { Candidate } from '../cut/candidates.ts'
import { type Bench, type Judgement, judge } from '../cut/judge.ts'
import { supportCents } from '../../domain/cut_debts.ts'
import type { CutLevel } from '../../domain/cut_policy.ts'
import { type SteppedDebt, comesOn, isMadeOn } from '../../domain/due_steps.ts'
import { type Policy, type PolicyStep, authorityOf } from '../../domain/policy.ts'
import { pairKey } from '../notice_debts.ts'
import { premiseStates } from '../premise_states.ts'
import { policyOfPremises } from './local_policy.ts'
import { stepHistory } from './step_history.ts'

/** What asks for water: invoices, and bills of the system before. */
const BILLS: ReadonlySet<string> = new Set(['billing.invoice', LEGACY_ORIGIN])

interface Asked {
  readonly level: CutLevel
  readonly wanted: readonly Candidate[]
}

/** Judges candidates of a level, and then by the policy in force: its days, its eligibility and who has to confirm it. */
export async function judgeByPolicy(tx: Tx, bench: Bench, asked: Asked): Promise<Judgement[]> {
  const judged = await judge(tx, bench, asked)
  const { municipalityId } = bench
  const premiseIds = judged.map(({ candidate }) => candidate.premiseId)
  const keyOf = await policyOfPremises(tx, bench.pack.at(bench.on), { municipalityId, premiseIds })
  const byPolicy = Map.groupBy(judged, ({ candidate }) => keyOf(candidate.premiseId))
  const made = new Map<Judgement, Judgement>()
  for (const [key, some] of byPolicy) {
    const barred = await barUnder(tx, bench, { level: asked.level, judged: some, key })
    some.forEach((one, index) => made.set(one, barred[index]!))
  }
  return judged.map((one) => made.get(one)!)
}

interface Under {
  readonly level: CutLevel
  readonly judged: readonly Judgement[]
  readonly key: string
}

/** Those of premises that go by one policy, in their order. */
async function barUnder(tx: Tx, bench: Bench, { level, judged, key }: Under): Promise<Judgement[]> {
  const policy = bench.pack.at(bench.on).content<Policy>(POLICY_KIND, key)
  const step = policy.steps.find(({ kind }) => kind === `cut_${level}`)
  const always = step === undefined ? NO_STEP : isMadeOn(step, bench.on) ? null : WEEKDAY
  const known = step ? await knownOf(tx, bench, { step, judged }) : null
  return judged.map((one) => {
    if (!one.isAllowed) return one
    const reason = always ?? barOf(one, { ...known!, bench, policy, step: step! })
    return reason === null
      ? one
      : {
          ...{ ...one, isAllowed: false, reason, rule: 'policy' },
          because: step?.because ?? policy.title,
        }
  })
}

const NO_STEP = 'a política de cobrança em vigor não tem este corte'
const WEEKDAY = 'a política de cobrança em vigor não corta neste dia da semana'

interface Known {
  readonly historyOf: (debt: {
    readonly origin: { readonly type: string; readonly id: bigint }
    readonly dueOn: SteppedDebt['dueOn']
  }) => SteppedDebt
  readonly states: Awaited<ReturnType<typeof premiseStates>>
  /** By premise and debtor, what was decided of the step. */
  readonly decided: ReadonlyMap<string, string>
}

async function knownOf(
  tx: Tx,
  { municipalityId, on }: Bench,
  { step, judged }: { readonly step: PolicyStep; readonly judged: readonly Judgement[] }
): Promise<Known> {
  const premiseIds = judged.map(({ candidate }) => candidate.premiseId)
  const rows = await query<{ pair: string; state: string }>(
    tx,
    `select premise_id || '/' || debtor_id as pair, (array_agg(state order by id desc))[1] as state from dunning_steps
      where municipality_id = ? and premise_id = any(?::bigint[]) and step = ? and state in ('confirmed', 'refused', 'performed')
      group by 1`,
    [municipalityId, premiseIds, step.id]
  )
  return {
    historyOf: await stepHistory(tx, { municipalityId, premiseIds }),
    states: await premiseStates(tx, { municipalityId, premiseIds, on }),
    decided: new Map(rows.map(({ pair, state }) => [pair, state])),
  }
}

interface Barring extends Known {
  readonly bench: Bench
  readonly policy: Policy
  readonly step: PolicyStep
}

/** What the policy holds against a cut that the law and the rule allow; null: nothing. */
function barOf(
  { candidate, debts, facts }: Judgement,
  { bench: { on }, policy, step, historyOf, states, decided }: Barring
): string | null {
  const supporting = debts.filter(({ standing }) => standing === 'supports')
  const days = supporting.map(({ originType: type, originId: id, dueOn }) =>
    comesOn(policy, step, historyOf({ origin: { type, id }, dueOn }))
  )
  if (!days.some((day) => day !== null && day <= on)) {
    return 'a política de cobrança em vigor pede mais dias até este corte'
  }
  const { premiseId, debtorId } = candidate
  const premise = states.get(premiseId)!
  const invoices = supporting.filter(({ originType }) => BILLS.has(originType)).length
  const read = {
    ...{ today: on, invoices, water_invoices: invoices, sundry: supporting.length - invoices },
    debt_cents: Number(supportCents(debts)),
    oldest_days: (JSON.parse(facts) as { readonly oldest_days: number }).oldest_days,
    ...{ category: premise.category, situation: premise.situation, is_social: premise.isSocial },
    ...{ customer_type: premise.customerType, is_holder: premise.holderId === debtorId },
    is_blocked: premise.isBlocked,
  }
  if (!isEligible(step, read, premise)) return 'fora da condição da etapa na política de cobrança'
  const state = decided.get(pairKey(premiseId, debtorId))
  if (state === 'refused') return 'a etapa foi recusada por quem a decide'
  const isFree = authorityOf(step, supportCents(debts)) === null
  return isFree || state === 'confirmed' ? null : 'a etapa espera confirmação'
}
