import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { participate } from '#core/actions/index'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type RunSummary, runInline } from '#core/jobs/index'
import { municipality } from '#plugins/billing/tests/functional/billed_month'
import { receiveAdvices } from '#plugins/receivables/api'

let message = 0

/** A bank tells of the payment of a document on a day. */
export async function pay(documentId: bigint, on: string, cents?: bigint): Promise<void> {
  const municipalityId = await municipality()
  const paidOn = on as CivilDate
  const [paper] = await query<{ barcode: string; amount_cents: bigint }>(
    db,
    'select barcode, amount_cents from receivables_documents where id = ?',
    [documentId]
  )
  await db.transaction((tx) => {
    const context = { tx, municipalityId, actor: systemActor(municipalityId), now: clock.now() }
    return receiveAdvices(
      tx,
      {
        ...{ municipalityId, postedOn: paidOn },
        participate: (point, payload) => participate(point, payload, context),
      },
      [
        {
          ...{ identity: `plans/${++message}`, channel: 'collection_return', sourceType: 'test' },
          ...{ sourceId: null, agentCode: '001', paidOn, creditedOn: null, feeCents: 0n },
          ...{ amountCents: cents ?? paper!.amount_cents, barcode: paper!.barcode },
          ...{ endToEndId: null, txid: null, authentication: null },
        },
      ]
    )
  })
}

/** The daily run, as its schedule starts it. */
export async function watch(on: string): Promise<RunSummary> {
  return runInline('plans.watch', { on }, systemActor(await municipality()))
}
