import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { MigrationRunner } from '@adonisjs/lucid/migration'
import { actorOfUser, systemActor } from '#core/access/index'
import type { Actor } from '#core/actions/index'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { runInline } from '#core/jobs/index'
import { registries } from '#core/kernel/index'
import { listAgreements } from '#plugins/payments/api'
import { simulateReturnFile } from '#database/demo/bank_simulator'
import { quietConsole } from '#database/demo/cycle/console'
import { demoGroups } from '#database/demo/cycle/groups'
import { readGroup } from '#database/demo/cycle/read_group'
import { loadDemo } from '#database/demo/load_demo'
import { DEMO_UTILITY } from '#database/demo/utility_identity'
import type { BenchOptions } from '../run.ts'

/** The longest that a massive file or report may take (Termo de Referência, 3.1.5.7). */
const LIMIT_SECONDS = 300

/** A municipality with one month read and billed, and nothing paid. */
async function issuedMonth(economies: number): Promise<bigint> {
  const migrator = new MigrationRunner(db, app, {
    direction: 'up',
    connectionName: 'owner',
    dryRun: false,
  })
  await migrator.run()
  if (migrator.error) throw migrator.error
  const { municipalityId } = await loadDemo({ economies })
  const actor = systemActor(municipalityId)
  for (const group of await demoGroups(municipalityId)) {
    await readGroup(quietConsole(actor), group)
    const { id, reference, dates } = group
    await runInline('billing.run', { group: id, reference, issuedOn: dates.issuedOn }, actor)
  }
  await db.connection('owner').rawQuery('vacuum analyze')
  return municipalityId
}

interface Paid {
  readonly fileObjectId: bigint
  readonly agreementId: bigint
  readonly title: string
}

/** One return file in which every open document of the municipality is paid on time. */
async function returnFile(municipalityId: bigint): Promise<Paid> {
  const documents = await query<{ number: string; due_on: CivilDate }>(
    db,
    `select number, due_on from receivables_documents where municipality_id = ? order by due_on desc, id`,
    [municipalityId]
  )
  const [agreement] = await listAgreements(db, municipalityId)
  return db.transaction(async (tx) => {
    const { name, content } = await simulateReturnFile(tx, {
      municipalityId,
      agreementId: agreement!.id,
      documents: documents.map(({ number }) => ({ number, behaviour: 'on_time' as const })),
      generatedOn: documents[0]!.due_on,
      companyName: DEMO_UTILITY.short_name,
      seed: 'massive',
    })
    const stored = await storeFile(tx, {
      ...{ municipalityId, name, mediaType: 'text/plain', content, createdBy: null },
    })
    return { fileObjectId: stored.id, agreementId: agreement!.id, title: name }
  })
}

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
  const municipalityId = await issuedMonth(options.economies)
  const [{ reference } = { reference: '' }] = await query<{ reference: string }>(
    db,
    'select max(reference) as reference from billing_invoices where municipality_id = ?',
    [municipalityId]
  )
  const file = await returnFile(municipalityId)
  const payments = await timed('payments.import', file, systemActor(municipalityId))
  const listed = await listings(municipalityId, reference as RefMonth)
  const parts = { payments, 'listing, xlsx': listed.xlsx, 'listing, csv': listed.csv }
  const isWithinLimit = Object.values(parts).every(({ seconds }) => seconds <= LIMIT_SECONDS)
  const report = { economies: options.economies, limit: LIMIT_SECONDS, isWithinLimit, parts }
  if (!options.json) console.table(parts)
  if (!isWithinLimit) process.exitCode = 1
  return report
}
