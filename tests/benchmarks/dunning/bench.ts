import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type RefMonth, clock } from '#core/calendar/index'
import { saveDraft } from '#core/configuration/index'
import { simulateHere } from '#core/configuration/simulation/start'
import { type Json, query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { DEFAULT_POLICY } from '#plugins/dunning/domain/default_policy'
import type { BenchOptions } from '../run.ts'
import { loadedDemo } from '../support/loaded.ts'
import { plainCopyOf } from '../support/plain_copy.ts'
import { readMonth } from '../support/read_month.ts'

/** A Wednesday: every step of the policy of the law is made. */
const NIGHT = '2026-11-18T16:00:00Z'
const [DAY, MONTH] = ['2026-11-18', '2026-10' as RefMonth]
/** Of a hundred premises, how many owe; each so many bills, by its place. */
const OWING = 30
/** More lanes than processors only wait for one another. */
const LANES = 2

/** What a night writes; texts for the search are work that plain COPY does not do. */
const WRITTEN = {
  tables: [
    ...['receivables_documents', 'receivables_document_items', 'dunning_notices'],
    ...['dunning_notice_debts', 'receivables_marks', 'dunning_steps', 'dunning_step_debts'],
  ],
  parents: ['jobs_runs', 'configuration_packs'],
} as const

/** Bills that fell due 40, 70, 100 and 130 days ago and are not paid, by one statement. */
async function owe(municipalityId: bigint): Promise<number> {
  const [row] = await query<{ items: number }>(
    db,
    `with owing as (
       select p.id as premise, h.customer_id as debtor, row_number() over (order by p.id) as place from registry_premises p
         join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.until_on is null
        where p.municipality_id = ? and p.kind = 'single'),
     made as (
       insert into receivables_items (municipality_id, premise_id, debtor_id, reference, charge_type, beneficiary_id, component,
         amount_cents, open_cents, due_on, origin_type, origin_id, state)
       select ?, o.premise, o.debtor, to_char(d.due_on, 'YYYY-MM'), t.code, t.beneficiary_id, 'principal', c.cents, c.cents, d.due_on,
              'billing.invoice', 900000000 + o.place * 10 + d.number, 'open'
         from owing o
         cross join lateral (select n as number, date '${DAY}' - 10 - 30 * n::int as due_on
                               from generate_series(1, 1 + o.place % 4) n) d
         cross join lateral (select 4000 + (o.place * 37 + d.number * 911) % 30000 as cents) c
         join receivables_charge_types t on t.municipality_id = ? and t.code = 'water'
        where o.place % 100 < ${OWING} returning 1)
     select count(*)::int as items from made`,
    [municipalityId, municipalityId, municipalityId]
  )
  await db.connection('owner').rawQuery('vacuum analyze')
  return row!.items
}

/** The policy of the law with its extrajudicial notice twenty days sooner. */
async function draftOf(municipalityId: bigint): Promise<bigint> {
  const [author] = await query<{ id: bigint }>(
    db,
    'select id from access_users order by id limit 1'
  )
  const steps = DEFAULT_POLICY.steps.map((step) =>
    step.id === 'extrajudicial' ? { ...step, days: 70 } : step
  )
  const content = { title: 'Mais cedo', steps } as unknown as Json
  return db.transaction((tx) =>
    saveDraft(tx, {
      ...{ kind: 'dunning-policy', key: 'default', municipalityId, content },
      authorId: author!.id,
    })
  )
}

async function timed<T>(work: () => Promise<T>) {
  const cpu = process.cpuUsage()
  const began = performance.now()
  const result = await work()
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { result, seconds, cpuSeconds: (user + system) / 1e6 }
}

const round = (value: number, digits = 2) => Number(value.toFixed(digits))

/** A month of the policy simulated, and a night of it performed, against plain COPY of what the night writes (DESIGN §8). */
export default async function bench(options: BenchOptions) {
  const database = new URL(process.env.DATABASE_URL!).pathname.slice(1)
  const { economies, isFilled } = options
  const municipalityId = isFilled ? await readMonth(options) : await loadedDemo(economies)
  clock.freeze(NIGHT)
  const debts = await owe(municipalityId)
  const actor = systemActor(municipalityId)
  const versionId = await draftOf(municipalityId)
  const scope = { versionId, population: 'dunning.policy_month', from: MONTH, until: MONTH }
  const tried = await timed(() => simulateHere(scope, actor, { lanes: LANES }))
  await db.manager.closeAll()
  const copy = await plainCopyOf(database, WRITTEN)
  try {
    const night = await timed(() => runInline('dunning.policy', { on: DAY }, actor))
    const again = await timed(() => runInline('dunning.policy', { on: `${DAY}/again` }, actor))
    const [{ chunks } = { chunks: 1 }] = await query<{ chunks: number }>(
      db,
      'select count(*)::int as chunks from jobs_chunks where run_id = ?',
      [night.result.id]
    )
    const plain = await copy.measure(chunks)
    const report = {
      ...{ economies: options.economies, debts, chunks },
      simulation_status: tried.result.status,
      simulated_steps: Number(tried.result.figures['results'] ?? 0n),
      simulation_seconds: round(tried.seconds),
      simulation_cpu_seconds: round(tried.cpuSeconds),
      night_status: night.result.status,
      performed: Number(night.result.figures['performed'] ?? 0n),
      night_seconds: round(night.seconds),
      // Of this process: the server's own time is not in it.
      night_cpu_seconds: round(night.cpuSeconds),
      copy_seconds: round(plain.keyed),
      ratio_to_copy: round(night.seconds / plain.keyed),
      again_seconds: round(again.seconds),
      again_performed: Number(again.result.figures['performed'] ?? 0n),
      rows: plain.rows,
    }
    if (!options.json) {
      const lines = Object.entries(report).map(
        ([name, value]) => `${name.padEnd(24)} ${JSON.stringify(value)}`
      )
      process.stdout.write(`${lines.join('\n')}\n`)
    }
    return report
  } finally {
    clock.restore()
    await copy.drop()
  }
}
