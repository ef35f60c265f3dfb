import { formatRefMonth, monthOf, previousMonth } from '#core/calendar/index'
import { type JsonObject, sha256 } from '#core/database/index'
import type { Job, JobContext } from '#core/jobs/index'
import { claimSets } from '#plugins/readings/api'
import {
  type BilledChunk,
  type RunState,
  type SetOfChunk,
  billChunk,
} from '../services/run/bill_chunk.ts'
import type { NumberedInvoice } from '../services/run/invoice_batch.ts'
import { finishRun } from '../services/run/finish_run.ts'
import { type RunArgs, planRun } from '../services/run/plan_run.ts'
import { solveEarlier } from '../services/run/waiting_load.ts'
import { BENEFITS, REASONS, belowMinimum, benefitsOf, chunksOf, parkedIssue } from './run_parts.ts'
import { ALL, groupSetting, monthSetting, routeSetting } from './settings.ts'

/** Bills a group for a month, or what an earlier run of the month could not: one chunk, one transaction, one process. */
export const billingRun: Job<RunArgs, readonly SetOfChunk[], RunState> = {
  name: 'billing.run',
  title: 'Faturamento do grupo',
  permission: 'billing.run',
  figures: {
    invoices: 'Faturas',
    total_cents: 'Total emitido',
    own_cents: 'Do prestador',
    third_party_cents: 'De terceiros',
    [BENEFITS]: 'Desconto dos tipos de tarifa',
    billed_liters: 'Litros faturados',
    exempt: 'Isentos, sem fatura',
    below_minimum: 'Abaixo do mínimo',
  },
  reasons: REASONS,
  key: keyOf,
  label: ({ group, reference, round, routes }) =>
    [
      ...[`Grupo ${group}`, formatRefMonth(reference)],
      ...(round && round > 1 ? [`${round}ª rodada`] : []),
      ...(routes ? [routes.length === 1 ? '1 roteiro' : `${routes.length} roteiros`] : []),
    ].join(' · '),
  schedule: {
    settings: [
      { ...groupSetting, help: 'Fatura o mês escolhido, com emissão no dia do agendamento.' },
      monthSetting,
      routeSetting,
    ],
    args: ({ date, settings }) => ({
      group: BigInt(settings.group!),
      reference: settings.month === 'before' ? previousMonth(monthOf(date)) : monthOf(date),
      issuedOn: date,
      ...(settings.route && settings.route !== ALL && { routes: [BigInt(settings.route)] }),
    }),
  },
  async plan(context, args) {
    const { state, sets } = await planRun(context, args)
    return { state, chunks: chunksOf(sets), total: sets.length }
  },
  async perform(context, sets, state) {
    const { invoices, unbilled, parked } =
      state.round > 1
        ? await billAgain(context, state, sets)
        : await billChunk(context, state, sets)
    const carried = invoices.filter(({ composed }) => composed.carriedOutCents > 0n)
    return {
      done: sets.length - parked.length,
      parked: parked.length,
      issues: [...parked.map(parkedIssue), ...carried.map(belowMinimum)],
      figures: {
        invoices: invoices.length,
        total_cents: invoices.reduce((sum, { composed }) => sum + composed.totalCents, 0n),
        ...benefitsOf(invoices),
        exempt: unbilled.length,
        below_minimum: carried.length,
      },
      trail: trailOf(invoices),
    }
  },
  async finish({ tx, municipalityId }, state, args) {
    const figures = await finishRun(tx, municipalityId, state, args)
    return {
      own_cents: figures.own_cents,
      third_party_cents: figures.third_party_cents,
      billed_liters: figures.billed_liters,
    }
  },
}

/** A month of a group is billed once; then round by round, or some routes at a time. */
function keyOf({ group, reference, round, routes }: RunArgs): string {
  const parts = [String(group), reference]
  if (round && round > 1) parts.push(String(round))
  if (routes) parts.push(`r${[...routes].sort((a, b) => Number(a - b)).join('+')}`)
  return parts.join('/')
}

/** Only what no later load has taken over since the run was planned. */
async function billAgain(
  context: JobContext,
  state: RunState,
  sets: readonly SetOfChunk[]
): Promise<Pick<BilledChunk, 'invoices' | 'unbilled' | 'parked'>> {
  const keys = sets.map(([setKey]) => setKey)
  const free = await claimSets(context.tx, state.loadId, keys)
  const wanted = sets.filter(([setKey]) => free.has(setKey))
  if (wanted.length === 0) return { invoices: [], unbilled: [], parked: [] }
  await solveEarlier(context.tx, state, [...free])
  return billChunk(context, state, wanted)
}

/** What the audit entry of a chunk keeps: which invoices it wrote, and the hash of what they say. */
function trailOf(invoices: readonly NumberedInvoice[]): JsonObject {
  const lines = invoices.map(
    ({ id, composed }) => `${id} ${composed.totalCents} ${composed.billedM3} ${composed.dueOn}`
  )
  return {
    first_invoice: String(invoices[0]?.id ?? ''),
    last_invoice: String(invoices.at(-1)?.id ?? ''),
    columns: 'id total_cents billed_m3 due_on',
    sha256: sha256(lines.join('\n')),
  }
}
