import { todayIn } from '#core/access/index'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { ChunkResult, Job, JobContext, JobPlan } from '#core/jobs/index'
import { registries } from '#core/kernel/index'
import {
  type QualityPolicy,
  qualityPolicy,
  runQualityCheck,
} from '../services/run_quality_check.ts'

export interface QualityArgs {
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
}

interface State {
  readonly run: bigint
  readonly on: CivilDate
  readonly policy: QualityPolicy
}

async function plan(context: JobContext): Promise<JobPlan<string, State>> {
  const { tx, municipalityId, runId, actor } = context
  const on = await todayIn(tx, municipalityId)
  const [run] = await query<{ id: bigint }>(
    tx,
    `insert into registry_quality_runs (municipality_id, run_on, ran_at, ran_by, job_run_id) values (?, ?, ?, ?, ?) returning id`,
    [municipalityId, on, clock.now(), actor.name, runId]
  )
  const chunks = registries().qualityChecks.names()
  const policy = await qualityPolicy(tx, municipalityId)
  return { chunks, total: chunks.length, state: { run: run!.id, on, policy } }
}

async function perform(
  { tx, municipalityId, log }: JobContext,
  name: string,
  { run, on, policy }: State
): Promise<ChunkResult> {
  const check = registries().qualityChecks.get(name)
  const { found, corrected } = await runQualityCheck(tx, check, {
    run: { id: run, municipalityId, on, at: clock.now() },
    policy,
  })
  log(`${check.title}: ${found} a corrigir, ${corrected} corrigidos`)
  return {
    done: 1,
    parked: 0,
    issues: [],
    figures: { found, corrected },
    trail: { check: name, found, corrected },
  }
}

/** Runs every declared check of the quality of records over the whole base and keeps what each found. */
export const qualityJob: Job<QualityArgs, string, State> = {
  name: 'registry.quality',
  title: 'Conferência da qualidade do cadastro',
  permission: 'registry.quality',
  figures: { found: 'A corrigir', corrected: 'Corrigidos desde a última' },
  key: ({ on }) => on,
  label: ({ on }) => `Conferência de ${on.length === 10 ? 'rotina' : 'pedido'}`,
  schedule: { args: ({ date }) => ({ on: date }) },
  plan,
  perform,
}
