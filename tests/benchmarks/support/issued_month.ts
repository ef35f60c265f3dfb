import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { runInline } from '#core/jobs/index'
import { listAgreements } from '#plugins/payments/api'
import { type PaymentBehaviour, simulateReturnFile } from '#database/demo/bank_simulator'
import { demoGroups } from '#database/demo/cycle/groups'
import { DEMO_UTILITY } from '#database/demo/utility_identity'
import { type Filling, readMonth } from './read_month.ts'

/** A municipality with one month read and billed, and nothing paid. */
export async function issuedMonth(filling: Filling): Promise<bigint> {
  const municipalityId = await readMonth(filling)
  for (const { id, reference, dates } of await demoGroups(municipalityId)) {
    const args = { group: id, reference, issuedOn: dates.issuedOn }
    await runInline('billing.run', args, systemActor(municipalityId))
  }
  await db.connection('owner').rawQuery('vacuum analyze')
  return municipalityId
}

export interface StoredReturn {
  readonly fileObjectId: bigint
  readonly agreementId: bigint
  readonly title: string
}

/** One return file of the documents of the municipality, the latest due first, each paid as its place says. */
export async function returnFile(
  municipalityId: bigint,
  {
    records = null,
    behaviourAt,
  }: {
    /** At most so many documents; all when not said. */
    readonly records?: number | null
    behaviourAt(place: number): PaymentBehaviour
  }
): Promise<StoredReturn> {
  const documents = await query<{ number: string; due_on: CivilDate }>(
    db,
    `select number, due_on from receivables_documents
      where municipality_id = ? and amount_cents > 0 order by due_on desc, id limit ?`,
    [municipalityId, records]
  )
  const [agreement] = await listAgreements(db, municipalityId)
  return db.transaction(async (tx) => {
    const { name, content } = await simulateReturnFile(tx, {
      municipalityId,
      agreementId: agreement!.id,
      documents: documents.map(({ number }, place) => ({ number, behaviour: behaviourAt(place) })),
      generatedOn: documents[0]!.due_on,
      companyName: DEMO_UTILITY.short_name,
      seed: 'benchmark',
    })
    const stored = await storeFile(tx, {
      ...{ municipalityId, name, mediaType: 'text/plain', content, createdBy: null },
    })
    return { fileObjectId: stored.id, agreementId: agreement!.id, title: name }
  })
}
