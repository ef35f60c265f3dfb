import { todayIn } from '#core/access/index'
import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  type ChunkResult,
  type Job,
  type JobContext,
  type JobPlan,
  inParts,
} from '#core/jobs/index'
import { debtSubjects } from '#plugins/receivables/api'
import type { Policy } from '../configuration/parameters.ts'
import { errors } from '../errors.ts'
import { LEFT_OUT_REASONS } from '../records/options.ts'
import { openProposal, sumProposal } from '../services/open_proposal.ts'
import { proposeDebts } from '../services/propose.ts'
import { policyOf } from '../services/settings.ts'

export interface ProposeArgs {
  readonly dueFrom: CivilDate
  readonly dueUntil: CivilDate
  /** The instant at which somebody asked: one run for each. */
  readonly on: string
}

interface State {
  readonly proposalId: bigint
  readonly today: CivilDate
  readonly policy: Policy
}

const DEBTORS_PER_CHUNK = 500

async function plan(
  { tx, municipalityId, runId, actor }: JobContext,
  { dueFrom, dueUntil }: ProposeArgs
): Promise<JobPlan<readonly bigint[], State>> {
  const today = await todayIn(tx, municipalityId)
  if (dueUntil < dueFrom || dueUntil >= today) {
    throw errors.E_DEBT_REGISTER_PERIOD({ from: formatDate(dueFrom), until: formatDate(dueUntil) })
  }
  const policy = await policyOf(tx, municipalityId)
  if (!policy.is_public_law) throw errors.E_DEBT_REGISTER_NOT_PUBLIC()
  const debtors = await debtSubjects(tx, { municipalityId, dueUntil, by: 'debtor' })
  const { id: proposalId } = await openProposal(tx, {
    ...{ municipalityId, runId, dueFrom, dueUntil, today },
    ...{ by: actor.name, byId: actor.userId },
  })
  const chunks = inParts(debtors, DEBTORS_PER_CHUNK)
  return { chunks, total: debtors.length, state: { proposalId, today, policy } }
}

async function perform(
  { tx, municipalityId, actor }: JobContext,
  debtorIds: readonly bigint[],
  { proposalId, today: on, policy }: State,
  { dueFrom, dueUntil }: ProposeArgs
): Promise<ChunkResult> {
  const { terms, entries, totalCents, leftOut } = await proposeDebts(
    tx,
    {
      ...{ municipalityId, proposalId, dueFrom, dueUntil, on, policy },
      ...{ by: actor.name, byId: actor.userId },
    },
    debtorIds
  )
  const reasons = Object.fromEntries(
    LEFT_OUT_REASONS.map(({ value }) => [
      value,
      leftOut.filter(({ reason }) => reason === value).length,
    ])
  )
  return {
    ...{ done: debtorIds.length, parked: 0, issues: [] },
    figures: { terms, entries, total_cents: totalCents, ...reasons },
  }
}

async function finish({ tx, municipalityId }: JobContext, { proposalId }: State) {
  await sumProposal(tx, municipalityId, proposalId)
  return {}
}

async function results(runId: bigint) {
  const { default: db } = await import('@adonisjs/lucid/services/db')
  const rows = await query<{ id: bigint; number: string }>(
    db,
    'select id, number from debt_register_proposals where run_id = ?',
    [runId]
  )
  return rows.map(({ id, number }) => ({
    title: `Proposta ${number}`,
    path: `/debt-register/proposals/${id}`,
  }))
}

/** Proposes for inscription what fell due in a period: a person decides each term afterwards. */
export const proposeJob: Job<ProposeArgs, readonly bigint[], State> = {
  name: 'debt_register.propose',
  title: 'Propor inscrição em dívida ativa',
  permission: 'debt_register.propose',
  figures: {
    ...{ terms: 'Termos propostos', entries: 'Débitos propostos', total_cents: 'Valor proposto' },
    ...Object.fromEntries(
      LEFT_OUT_REASONS.map(({ value, label }) => [value, `Fora: ${label.toLowerCase()}`])
    ),
  },
  key: ({ dueFrom, dueUntil, on }) => `${dueFrom}/${dueUntil}/${on}`,
  label: ({ dueFrom, dueUntil }) => `Vencidos de ${formatDate(dueFrom)} a ${formatDate(dueUntil)}`,
  results,
  schedule: {
    args: ({ date }) => ({
      ...{ dueFrom: '1990-01-01' as CivilDate, dueUntil: addDays(date, -1), on: date },
    }),
  },
  plan,
  perform,
  finish,
}
