import { todayIn } from '#core/access/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import {
  type ChunkResult,
  type Job,
  type JobContext,
  type JobPlan,
  inParts,
} from '#core/jobs/index'
import type { Issue } from '#core/kernel/index'
import { debtSubjects } from '#plugins/receivables/api'
import { dueUntil } from '../domain/due_steps.ts'
import { LEFT_OUT } from '../domain/step_reasons.ts'
import { settleProofs } from '../services/messages/answer_proof.ts'
import { isSomeChannelOn } from '../services/messages/reach.ts'
import { isMessage } from '../services/messages/within_reach.ts'
import { loadOwing } from '../services/owing.ts'
import { askOthers } from '../services/policy/ask_others.ts'
import { type FoundSteps, type LeftOutStep, findSteps } from '../services/policy/find_steps.ts'
import { withinReach } from '../services/policy/within_reach.ts'
import { policyKeys, premisesByPolicy } from '../services/policy/local_policy.ts'
import {
  type MadeStep,
  type Performing,
  askedCents,
  performSteps,
} from '../services/policy/perform_steps.ts'
import { openRun, runUnder } from '../services/policy/run_policy.ts'
import { openSteps, stepHistory } from '../services/policy/step_history.ts'
import { settleSteps, stopSteps } from '../services/policy/stop_steps.ts'

export interface PolicyArgs {
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
}

interface State {
  readonly today: CivilDate
  readonly packId: bigint
}

const PREMISES_PER_CHUNK = 2000

async function plan({ tx, municipalityId, log }: JobContext): Promise<JobPlan<bigint[], State>> {
  const today = await todayIn(tx, municipalityId)
  const run = await openRun(tx, { municipalityId, on: today })
  const policies = policyKeys(run.pack.at(today)).map((key) => runUnder(run, key).policy)
  const messages = policies.flatMap(({ steps }) => steps.filter(isMessage))
  if (messages.length && !(await isSomeChannelOn(tx, municipalityId, today))) {
    for (const step of messages) {
      log(`“${step.title}” não é feita: não há canal de mensagens ligado.`)
    }
  }
  await settleProofs(tx, municipalityId, today)
  const stopped = await settleSteps(tx, municipalityId)
  if (stopped) log(`${stopped} à espera encerradas: os débitos foram pagos ou corrigidos.`)
  const ids = await debtSubjects(tx, {
    ...{ municipalityId, by: 'premise' },
    dueUntil: policies
      .map((policy) => dueUntil(policy, today))
      .toSorted()
      .at(-1)!,
  })
  const chunks = inParts(ids, PREMISES_PER_CHUNK)
  return { chunks, total: ids.length, state: { today, packId: run.pack.id } }
}

async function perform(
  { tx, municipalityId, runId, participate }: JobContext,
  premiseIds: bigint[],
  { today: on, packId }: State
): Promise<ChunkResult> {
  const run = { ...(await openRun(tx, { municipalityId, on, packId })), runId, participate }
  const byPolicy = await premisesByPolicy(tx, run.pack.at(on), { municipalityId, premiseIds })
  const parts: Part[] = []
  for (const [key, ids] of byPolicy) parts.push(await performUnder(tx, runUnder(run, key), ids))
  const leftOut = parts.flatMap(({ found }) => found.leftOut)
  const made = parts.flatMap((part) => part.made)
  const fresh = made.filter(({ isNew }) => isNew)
  return {
    ...{ done: premiseIds.length, parked: 0, issues: leftOut.map(leftOutIssue) },
    figures: {
      ...{ ...figuresOf(made), left_out: leftOut.length },
      stopped: parts.reduce((sum, { stopped }) => sum + stopped, 0),
    },
    trail: { first_step: String(fresh[0]?.id ?? ''), last_step: String(fresh.at(-1)?.id ?? '') },
  }
}

interface Part {
  readonly found: FoundSteps
  readonly made: readonly MadeStep[]
  readonly stopped: number
}

/** The premises of a chunk that go by one policy. */
async function performUnder(tx: Tx, run: Performing, premiseIds: readonly bigint[]): Promise<Part> {
  const { municipalityId, on } = run
  const of = { municipalityId, premiseIds }
  const owing = await loadOwing(tx, { ...of, on, dueUntil: dueUntil(run.policy, on) })
  const open = await openSteps(tx, of)
  const all = findSteps(run, owing, await stepHistory(tx, of))
  const found = await withinReach(tx, run, all)
  const stopped = await stopSteps(tx, run, { open, found })
  const standing = open.filter((one) => !stopped.some(({ id }) => id === one.id))
  const made = await performSteps(tx, run, { wanted: found.wanted, open: standing })
  return { found, made, stopped: stopped.length }
}

function figuresOf(made: readonly MadeStep[]): Record<string, number | bigint> {
  const performed = made.filter(({ state }) => state === 'performed')
  return {
    performed: performed.length,
    waiting: made.filter(({ state }) => state === 'waiting').length,
    asked_cents: performed.reduce((sum, one) => sum + askedCents(one), 0n),
    cost_cents: performed.reduce((sum, { step }) => sum + BigInt(step.cost_cents), 0n),
  }
}

const leftOutIssue = ({ step, premise, reason }: LeftOutStep): Issue => ({
  ...{ code: reason, severity: 'warning', path: premise.registration },
  message: `Matrícula ${premise.registration}, ${step.title}: ${LEFT_OUT[reason].toLowerCase()}`,
})

/** Takes every debt to the step of the policy in force that has come to it, and performs it or has it confirmed. */
export const policyJob: Job<PolicyArgs, bigint[], State> = {
  name: 'dunning.policy',
  title: 'Etapas da política de cobrança',
  permission: 'dunning.notify',
  figures: {
    performed: 'Etapas feitas',
    proposed: 'Propostas a outros módulos',
    not_proposed: 'Outros módulos não propuseram',
    waiting: 'À espera de confirmação',
    left_out: 'Ficaram de fora',
    stopped: 'Encerradas antes de feitas',
    asked_cents: 'Valor cobrado',
    cost_cents: 'Custo das etapas',
  },
  reasons: LEFT_OUT,
  key: ({ on }) => on,
  label: ({ on }) => `De ${formatDate(on.slice(0, 10) as CivilDate)}`,
  results: () => Promise.resolve([{ title: 'Andamento da política', path: '/dunning/policy' }]),
  schedule: { args: ({ date }) => ({ on: date }) },
  plan,
  perform,
  async finish({ tx, municipalityId, runId, participate }, { today: on }) {
    const asking = { municipalityId, on, runId, participate }
    const { performed, leftOut: left } = await askOthers(tx, asking)
    return { proposed: performed, not_proposed: left }
  },
}
