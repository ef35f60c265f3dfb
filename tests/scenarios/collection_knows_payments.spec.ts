import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { isValidCpf } from '@brazilian-utils/brazilian-utils'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { simulateReturnFile } from '#database/demo/bank_simulator'
import { bureau, later, notify, on, setTerms } from '#plugins/bureaus/tests/support/bureaus'
import { simulate } from '#plugins/bureaus/tests/support/lots'
import { generate, owe, unitsOwingNothing } from '#plugins/dunning/tests/functional/owing'
import { fileOf, importContent, openWorld } from '#plugins/payments/tests/support/fixtures'
import { freshDatabase } from '#tests/support/database'
import { send, work } from './support/people.ts'

/** What each of the three selections would do now. */
async function selections(client: ApiClient, spc: bigint) {
  const notices = await generate(client, true)
  clock.freeze(new Date(clock.now().getTime() + 60_000))
  const letters = await work(
    await send(client, 'bruno', '/dunning/generate/letters', { preview: 'true' }),
    'bruno'
  )
  const listing = await simulate(client, spc)
  return {
    cutNotices: Number(notices.figures.cut_notices ?? 0n),
    letters: Number(letters.figures.letters ?? 0n),
    listed: listing.customers,
  }
}

test.group('Scenario | collection knows what was paid', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000)
  group.teardown(() => clock.restore())

  test('a bank file that settles the only overdue invoice takes its unit out of letters, notices and listing', async ({
    client,
    assert,
  }) => {
    on('2026-11-02' as CivilDate)
    const units = await unitsOwingNothing()
    const people = await query<{ id: bigint; taxpayer_id: string | null }>(
      db,
      'select id, taxpayer_id from registry_customers'
    )
    const idOf = new Map(people.map(({ id, taxpayer_id: cpf }) => [id, cpf]))
    const unit = units.find(({ holder_id: holder }) => isValidCpf(idOf.get(holder) ?? ''))!
    const { document } = await owe(unit, { cents: 30_000n, dueOn: '2026-07-10' })
    const spc = await bureau(client, 'SPC', { name: 'SPC Brasil', layout: 'spc' })
    await setTerms(client, {})
    await notify(client)
    later(11)
    assert.deepEqual(await selections(client, spc), { cutNotices: 1, letters: 1, listed: 1 })

    const world = await openWorld()
    const file = await db.transaction((tx) =>
      simulateReturnFile(tx, {
        ...{ municipalityId: world.municipalityId, agreementId: world.agreementId },
        documents: [
          {
            ...{ number: document.number, behaviour: 'late' as const },
            paidOn: '2026-11-13' as CivilDate,
          },
        ],
        ...{ generatedOn: '2026-11-14' as CivilDate, companyName: 'SAAE', seed: 'known' },
      })
    )
    later(1)
    const stored = await fileOf(await importContent(world, file.content))
    assert.equal(stored.lines[0]!.fate, 'settled')
    assert.deepEqual(await selections(client, spc), { cutNotices: 0, letters: 0, listed: 0 })
  }).tags(['@TR-3.2.9'])
})
