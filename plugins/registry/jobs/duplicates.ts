import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { ChunkResult, Job, JobContext, JobPlan } from '#core/jobs/index'
import type { DuplicatePolicy } from '../domain/duplicate_policy.ts'
import {
  type IdRange,
  dropStalePairs,
  duplicatePolicy,
  proposePairs,
} from '../services/find_duplicates.ts'

export interface DuplicatesArgs {
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
}

interface State {
  readonly policy: DuplicatePolicy
}

const CUSTOMERS_PER_CHUNK = 5_000

async function plan({ tx, municipalityId }: JobContext): Promise<JobPlan<IdRange, State>> {
  const ranges = await query<{ first: bigint; last: bigint; n: number }>(
    tx,
    `select min(id) as first, max(id) as last, count(*)::int as n
       from (select id, (row_number() over (order by id) - 1) / ${CUSTOMERS_PER_CHUNK} as chunk
               from registry_customers where municipality_id = ? and merged_into_id is null) numbered
      group by chunk order by chunk`,
    [municipalityId]
  )
  return {
    chunks: ranges.map(({ first, last }) => ({ from: first, to: last })),
    total: ranges.reduce((sum, { n }) => sum + n, 0),
    state: { policy: await duplicatePolicy(tx, municipalityId) },
  }
}

async function perform(
  { tx, municipalityId }: JobContext,
  range: IdRange,
  { policy }: State
): Promise<ChunkResult> {
  await dropStalePairs(tx, municipalityId, { range, policy })
  const pairs = await proposePairs(tx, municipalityId, { range, policy, at: clock.now() })
  const [compared] = await query<{ n: number }>(
    tx,
    `select count(*)::int as n from registry_customers
      where municipality_id = ? and id between ? and ? and merged_into_id is null`,
    [municipalityId, range.from, range.to]
  )
  return {
    done: compared!.n,
    parked: 0,
    issues: [],
    figures: { pairs },
    trail: { from: String(range.from), to: String(range.to), pairs },
  }
}

/** Compares every customer with those that share a key with it and queues the pairs that may be one. */
export const duplicatesJob: Job<DuplicatesArgs, IdRange, State> = {
  name: 'registry.duplicates',
  title: 'Procura de clientes repetidos',
  permission: 'registry.quality',
  figures: { pairs: 'Pares novos' },
  key: ({ on }) => on,
  label: ({ on }) => `Procura de ${on.length === 10 ? 'rotina' : 'pedido'}`,
  schedule: { args: ({ date }) => ({ on: date }) },
  plan,
  perform,
}
