import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import type { ChunkResult, Job, JobContext } from '#core/jobs/index'
import { type Registries, Registry, installRegistries, registries } from '#core/kernel/index'

export interface CountingArgs {
  readonly key: string
  readonly items: number
  readonly chunk: number
}

interface CountingChunk {
  readonly from: bigint
  readonly until: bigint
}

export const testActor = systemActor(1n, 'Teste')

/** What a test makes happen inside a chunk: wait, fail, ask for a pause. */
export const behaviour: {
  beforeChunk: (chunk: CountingChunk, context: JobContext) => Promise<void>
} = {
  beforeChunk: async () => undefined,
}

/** Writes one row per item, without any key that would hide a repeat; the tests count them. */
export const countingJob: Job<CountingArgs, CountingChunk, { factor: bigint }> = {
  name: 'tests.count',
  title: 'Contar itens',
  permission: 'jobs.run',
  key: ({ key }) => key,
  label: ({ key }) => `Contagem ${key}`,
  async plan(context, { items, chunk }) {
    context.log(`${items} itens`)
    const chunks: CountingChunk[] = []
    for (let from = 0; from < items; from += chunk) {
      chunks.push({ from: BigInt(from), until: BigInt(Math.min(items, from + chunk)) })
    }
    return { chunks, total: items, state: { factor: 100n } }
  },
  async perform(context, chunk, { factor }): Promise<ChunkResult> {
    await behaviour.beforeChunk(chunk, context)
    await context.tx.rawQuery(
      'insert into tests_items (run_id, item) select ?, generate_series(?::bigint, ?::bigint - 1)',
      [String(context.runId), String(chunk.from), String(chunk.until)]
    )
    const count = chunk.until - chunk.from
    return {
      done: Number(count),
      parked: 0,
      issues: [],
      figures: { items: count, cents: count * factor },
      trail: { rows: 'tests_items:1' },
    }
  },
  async finish(context, { factor }) {
    context.log('fim')
    await context.tx.rawQuery('insert into tests_items (run_id, item) values (?, -1)', [
      String(context.runId),
    ])
    return { factor }
  },
}

export async function createItemsTable(): Promise<void> {
  await db
    .connection('owner')
    .rawQuery('create table tests_items (run_id bigint not null, item bigint not null)')
}

/** Rows, distinct items and how often `finish` ran. */
export async function countItems(
  runId: bigint
): Promise<{ rows: number; items: number; ends: number }> {
  const { rows } = await db.rawQuery(
    `select (count(*) filter (where item >= 0))::int as rows,
            (count(distinct item) filter (where item >= 0))::int as items,
            (count(*) filter (where item = -1))::int as ends
       from tests_items where run_id = ?`,
    [runId]
  )
  return rows[0] as { rows: number; items: number; ends: number }
}

/** Puts a job beside those of the plugins. @returns what puts the real registries back. */
export function withJob(job: Job): () => void {
  const real = registries()
  const jobs = new Registry<Job>('job')
  for (const name of real.jobs.names())
    jobs.add(name, real.jobs.get(name), real.jobs.pluginOf(name) ?? 'core')
  jobs.add(job.name, job, 'tests')
  installRegistries({ ...real, jobs } satisfies Registries)
  return () => installRegistries(real)
}
