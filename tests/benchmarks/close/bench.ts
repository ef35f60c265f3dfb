import db from '@adonisjs/lucid/services/db'
import { actorOfUser, systemActor } from '#core/access/index'
import { type Actor, runAction } from '#core/actions/index'
import { type RefMonth, addDays, clock, lastDay, nextMonth, refMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { registries } from '#core/kernel/index'
import type { PaymentBehaviour } from '#database/demo/bank_simulator'
import type { BenchOptions } from '../run.ts'
import { issuedMonth, returnFile } from '../support/issued_month.ts'

/** The longest that a month-end close may take. */
const LIMIT_SECONDS = 180

/** Of ten documents: most are paid, some late, one not; what is owed is provided for. */
const behaviourAt = (place: number): PaymentBehaviour => (place % 10 === 7 ? 'late' : 'on_time')
const PAID_OF_TEN = 9

const round = (value: number) => Number(value.toFixed(1))

async function months(municipalityId: bigint): Promise<RefMonth[]> {
  const [row] = await query<{ first: string; last: string }>(
    db,
    `select to_char(min(posted_on), 'YYYY-MM') as first, to_char(max(posted_on), 'YYYY-MM') as last
       from accounting_postings where municipality_id = ?`,
    [municipalityId]
  )
  const all: RefMonth[] = []
  for (let month = refMonth(row!.first); month <= row!.last; month = nextMonth(month))
    all.push(month)
  return all
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return round((performance.now() - began) / 1000)
}

async function job(name: string, args: object, actor: Actor): Promise<void> {
  const { status, id } = await runInline(name, args, actor)
  if (status === 'done') return
  const failed = await query<{ error: string }>(
    db,
    'select error from jobs_chunks where run_id = ? and error is not null limit 1',
    [id]
  )
  throw new Error(`${name} ended as ${status}: ${failed[0]?.error}`)
}

/** Who computed a provision does not accept it: somebody of the municipality does. */
async function acceptProvision(municipalityId: bigint): Promise<void> {
  const [waiting] = await query<{ id: bigint; reviewer: bigint }>(
    db,
    `select p.id, (select min(id) from access_users where municipality_id = p.municipality_id) as reviewer
       from accounting_provisions p where municipality_id = ? and state = 'computed'`,
    [municipalityId]
  )
  const actor = await actorOfUser(waiting!.reviewer)
  await runAction(registries().actions.get('accounting.accept_provision'), {
    ...{ actor: actor!, input: { id: String(waiting!.id) } },
  })
}

/** The month-end: provision computed, accepted and posted; postings that waited, bridges and every check, balances frozen. */
async function close(municipalityId: bigint, reference: RefMonth) {
  const actor = systemActor(municipalityId)
  const on = addDays(lastDay(reference), 2)
  clock.freeze(`${on}T15:00:00Z`)
  return {
    reference,
    provision: await timed(() => job('accounting.provision', { reference, on }, actor)),
    review: await timed(() => acceptProvision(municipalityId)),
    close: await timed(() => job('accounting.close', { reference, on }, actor)),
  }
}

/** How long the month-end of a municipality takes whose month was billed and paid. */
export default async function bench(options: BenchOptions) {
  const municipalityId = await issuedMonth(options)
  const [{ documents } = { documents: 0 }] = await query<{ documents: number }>(
    db,
    'select count(*)::int as documents from receivables_documents where municipality_id = ? and amount_cents > 0',
    [municipalityId]
  )
  const file = await returnFile(municipalityId, {
    records: Math.floor((documents * PAID_OF_TEN) / 10),
    behaviourAt,
  })
  await runInline('payments.import', file, systemActor(municipalityId))
  await db.connection('owner').rawQuery('vacuum analyze')
  try {
    const closed = []
    for (const reference of await months(municipalityId))
      closed.push(await close(municipalityId, reference))
    const longest = Math.max(...closed.map((one) => one.provision + one.review + one.close))
    const [{ postings } = { postings: 0 }] = await query<{ postings: number }>(
      db,
      'select count(*)::int as postings from accounting_postings where municipality_id = ?',
      [municipalityId]
    )
    const report = {
      ...{ economies: options.economies, documents, postings, months: closed },
      ...{ longest_seconds: round(longest), is_within_limit: longest <= LIMIT_SECONDS },
    }
    if (!options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
    return report
  } finally {
    clock.restore()
  }
}
