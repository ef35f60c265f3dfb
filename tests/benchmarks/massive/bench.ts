import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { actorOfUser, systemActor } from '#core/access/index'
import type { Actor } from '#core/actions/index'
import type { RefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { registries } from '#core/kernel/index'
import type { BenchOptions } from '../run.ts'
import { issuedMonth, returnFile } from '../support/issued_month.ts'

/** The longest that a massive file or report may take (Termo de Referência, 3.1.5.7). */
const LIMIT_SECONDS = 300

/** Seconds that a run takes from its start to its end, and what it did. */
async function timed(job: string, args: object, actor: Actor) {
  const began = performance.now()
  const { status, done, parked } = await runInline(job, args, actor)
  if (status !== 'done') throw new Error(`${job} ended as ${status}`)
  return { done, parked, seconds: Number(((performance.now() - began) / 1000).toFixed(1)) }
}

async function someone(municipalityId: bigint): Promise<Actor> {
  const [user] = await query<{ id: bigint }>(
    db,
    'select id from access_users where municipality_id = ? order by id limit 1',
    [municipalityId]
  )
  return (await actorOfUser(user!.id))!
}

/** The bills of a month as a spreadsheet and as plain text, every column of the list. */
async function listings(municipalityId: bigint, reference: RefMonth) {
  const actor = await someone(municipalityId)
  const { name, list } = registries().records.get('billing.invoices')
  const listing = (format: 'xlsx' | 'csv') =>
    timed(
      'records.export',
      {
        ...{ record: name, query: `reference=${reference}`, columns: list.columns, format },
        ...{ timeZone: 'America/Cuiaba', label: 'Faturas do mês', token: randomUUID() },
      },
      actor
    )
  return { xlsx: await listing('xlsx'), csv: await listing('csv') }
}

/** How long a bank file with a payment of every consumer and the listing of a whole month take. */
export default async function bench(options: BenchOptions) {
  const municipalityId = await issuedMonth(options)
  const [{ reference } = { reference: '' }] = await query<{ reference: string }>(
    db,
    'select max(reference) as reference from billing_invoices where municipality_id = ?',
    [municipalityId]
  )
  const file = await returnFile(municipalityId, { behaviourAt: () => 'on_time' })
  const payments = await timed('payments.import', file, systemActor(municipalityId))
  const listed = await listings(municipalityId, reference as RefMonth)
  const parts = { payments, 'listing, xlsx': listed.xlsx, 'listing, csv': listed.csv }
  const isWithinLimit = Object.values(parts).every(({ seconds }) => seconds <= LIMIT_SECONDS)
  const report = { economies: options.economies, limit: LIMIT_SECONDS, isWithinLimit, parts }
  if (!options.json) console.table(parts)
  if (!isWithinLimit) process.exitCode = 1
  return report
}
