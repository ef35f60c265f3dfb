import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { closeBridges } from '#core/reports/index'
import { parseFile } from '#plugins/payments/domain/file_format'
import {
  type Invoice,
  type World,
  fileOf,
  importContent,
  issueInvoices,
  openWorld,
} from '#plugins/payments/tests/support/fixtures'
import { mutated, withSumsRight } from '#plugins/payments/tests/support/mutated'
import { returnFile } from '#plugins/payments/tests/support/return_files'
import { freshDatabase } from '#tests/support/database'

/** Damaged files that go through settlement in every run; the long suite asks for more: `BANK_FILE_MUTATIONS=10000`, in parts from `BANK_FILE_FIRST`. */
const COUNT = Number(process.env.BANK_FILE_MUTATIONS ?? 200)
const FIRST = Number(process.env.BANK_FILE_FIRST ?? 1)
const LINES = 5
const encoder = new TextEncoder()

interface Broken {
  readonly what: string
  readonly n: bigint
}

/** What may never be after a file, whatever it was. */
const NEVER: Readonly<Record<string, string>> = {
  'a line without its fate': `select count(*) from payments_file_lines where file_id = ? and fate = 'waiting'`,
  'a bad line without its reason': `select count(*) from payments_file_lines where file_id = ? and fate in ('rejected', 'unidentified') and reason is null`,
  'a refused line that moved money': `select count(*) from payments_file_lines where file_id = ? and fate = 'rejected' and advice_id is not null`,
  'money of a good line that went nowhere': `select count(*) from payments_file_lines where file_id = ? and fate in ('settled', 'joined', 'duplicate', 'unidentified') and receipt_id is null`,
}

/** What may never be in the end. */
const NEVER_AT_ALL: Readonly<Record<string, string>> = {
  'a document settled beyond what it asked': `select count(*) from receivables_items where open_cents < 0`,
  'an item paid twice': `select count(*) from (select item_id from receivables_settlements group by item_id having sum(amount_cents) > max((select amount_cents from receivables_items i where i.id = item_id))) x`,
  'a receipt that no message tells of': `select count(*) from receivables_receipts r where not exists (select from receivables_advices a where a.receipt_id = r.id)`,
  'a receipt that is not shared to the cent': `select count(*) from receivables_receipts where state <> 'unidentified' and amount_cents <> applied_cents + credit_cents`,
  'an advice told by two lines': `select count(*) - count(distinct advice_id) from payments_file_lines where advice_id is not null`,
}

async function broken(rules: typeof NEVER, bindings: readonly bigint[] = []): Promise<string[]> {
  const sql = Object.entries(rules).map(([what, one]) => `select '${what}' as what, (${one}) as n`)
  const values = Object.keys(rules).flatMap(() => bindings)
  const found = await query<Broken>(db, sql.join(' union all '), [...values])
  return found.filter(({ n }) => n !== 0n).map(({ what, n }) => `${what}: ${n}`)
}

test.group('Faults | damaged bank files', (group) => {
  freshDatabase(group)
  group.each.timeout(60_000 + COUNT * 500)
  let world: World
  let invoices: Invoice[]

  group.setup(async () => {
    clock.freeze('2026-10-30T12:00:00-04:00')
    world = await openWorld()
    invoices = await issueInvoices(
      world,
      Array.from({ length: Math.max(60, Math.ceil(COUNT / 3)) }, (_, i) => ({
        ...{ waterCents: 4000n + BigInt(i), garbageCents: 900n },
      }))
    )
  })
  group.teardown(() => clock.restore())

  /** Some of its bills were paid in the file before. */
  const soundFile = (sequence: number) =>
    returnFile(world, {
      ...{ sequence, generatedOn: '2026-10-29' },
      payments: Array.from({ length: LINES }, (_, place) => {
        const { barcode, amountCents } = invoices[(sequence * 3 + place) % invoices.length]!
        return { barcode, cents: amountCents, paidOn: '2026-10-28', channel: '1' }
      }),
    })

  test('none stops an import, each line stands once with its fate, and no money is lost or doubled', async ({
    assert,
  }) => {
    const statuses = new Map<string, number>()
    let told = 0
    for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
      const damaged = mutated(encoder.encode(await soundFile(seed)), seed)
      // Half of them add up again: they go through, and their lines are judged one by one.
      const content = seed % 2 ? withSumsRight(damaged) : damaged
      const run = await importContent(world, content)
      assert.equal(run.status, 'done', `seed ${seed}`)
      const file = await fileOf(run)
      statuses.set(file.status, (statuses.get(file.status) ?? 0) + 1)
      if (file.status !== 'repeated') {
        const parsed = parseFile('collection_return', content)
        assert.deepEqual(
          file.lines.map(({ number }) => number),
          parsed.lines.map(({ number }) => number),
          `seed ${seed}`
        )
      }
      if (file.status !== 'imported') assert.isNotNull(file.reason, `seed ${seed}`)
      assert.deepEqual(await broken(NEVER, [BigInt(file.id)]), [], `seed ${seed}`)
      if (file.status === 'imported') told += file.lines.filter((one) => one.advice_id).length
    }
    assert.deepEqual(await broken(NEVER_AT_ALL), [])
    const bridges = await db.transaction(async (tx) => {
      const [billing] = await query<{ id: bigint }>(
        tx,
        'select id from registry_billing_groups limit 1'
      )
      return closeBridges(tx, {
        ...{ municipalityId: world.municipalityId, billingGroupId: billing!.id },
        reference: '2026-09' as RefMonth,
      })
    })
    assert.deepEqual(
      bridges
        .filter(({ name, isClosed }) => name.startsWith('payments.') && !isClosed)
        .map(({ name, remainder }) => `${name}: ${remainder}`),
      []
    )
    // Neither all refused nor all sound: the damage reached the settlement.
    assert.isAbove(statuses.get('imported') ?? 0, COUNT / 10)
    assert.isAbove(statuses.get('rejected') ?? 0, COUNT / 10)
    assert.isAbove(told, COUNT / 4)
  })
})
