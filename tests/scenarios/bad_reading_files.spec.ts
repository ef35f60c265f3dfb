import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { altered, returnOf, withColumn } from './support/field_return.ts'
import { open, send, work } from './support/people.ts'
import {
  bill,
  readOnOf,
  registrationOf,
  returnFromField,
  takeToField,
} from './support/reading_month.ts'

const REFERENCE = '2026-10'
const HOUSE = ['Rua das Acácias', '100'] as const
const SHOP = ['Avenida Brasil', '500'] as const

async function stateOf(loadId: bigint): Promise<string> {
  const [row] = await query<{ state: string }>(
    db,
    'select state from readings_loads where id = ?',
    [loadId]
  )
  return row!.state
}

const fatesOf = (loadId: bigint) =>
  query<{ number: number; fate: string }>(
    db,
    `select l.number, l.fate from readings_file_lines l join readings_files f on f.id = l.file_id
      where f.load_id = ? order by f.id, l.number`,
    [loadId]
  )

test.group('Scenario | a bad file from the field', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())
  group.each.timeout(30_000)

  let month: Awaited<ReturnType<typeof takeToField>>
  let good: string
  let bad: string

  test('good lines go through; bad ones are listed by number and reason', async ({
    assert,
    client,
  }) => {
    month = await takeToField(client, { reference: REFERENCE })
    good = returnOf(month.file, readOnOf(month), () => 12)
    bad = altered(good, {
      also: (details) => [details[0]!, withColumn(details[0]!, 2, '999999990')],
      broken: (line, index) =>
        index === 2 ? withColumn(line, 4, '12A4') : index === 3 ? line.slice(0, 20) : line,
    })
    const run = await returnFromField(client, month.path, bad)
    const lines = await fatesOf(month.loadId)
    const readable = lines.length - 4
    assert.equal(run.figures['accepted'], BigInt(readable))
    // Line 1 is the header.
    const last = lines.length + 1
    const expected = new Map([
      [4, ['rejected', '12A4']],
      [5, ['rejected', 'colunas']],
      [last - 1, ['duplicate', 'já está na linha 2']],
      [last, ['unknown', '999999990']],
    ])
    const page = await open(client, 'bruno', `/jobs/${run.id}`)
    page.assertStatus(200)
    for (const { number, fate } of lines) {
      const [wanted = 'accepted', reason] = expected.get(number) ?? []
      assert.equal(fate, wanted, `line ${number}`)
      if (!reason) continue
      page.assertTextIncludes(`linha ${number}`)
      const issue = run.issues.find(({ path }) => path === `linha ${number}`)
      assert.include(issue?.message, reason)
    }
    assert.equal(await stateOf(month.loadId), 'returned')
  })

  test('the same file again is recognised and changes nothing', async ({ assert, client }) => {
    const before = await fatesOf(month.loadId)
    const run = await returnFromField(client, month.path, bad)
    assert.deepEqual(run.figures, { repeated: 1n })
    assert.deepEqual(await fatesOf(month.loadId), before)
    const page = await open(client, 'bruno', `/jobs/${run.id}`)
    page.assertTextIncludes('já foi')
  })

  test('what the bad lines should have told waits for a person, and is not billed', async ({
    assert,
    client,
  }) => {
    await work(await send(client, 'bruno', `${month.path}/critique`, {}), 'bruno')
    const review = await open(client, 'bruno', `/readings/review?load=${month.loadId}`)
    review.assertTextIncludes('Sem leitura e sem anormalidade no retorno')
    const run = await bill(client, month)
    assert.isAtLeast(run.parked, 2)
    const [row] = await query<{ both: bigint }>(
      db,
      `select count(*) as both from billing_parked p join billing_invoices i
          on i.run_id = p.run_id and i.set_key = p.set_key`
    )
    assert.equal(row!.both, 0n)
  })

  test('a file whose totals are wrong enters not at all; the right one does afterwards', async ({
    assert,
    client,
  }) => {
    const other = await takeToField(client, { group: '02', reference: REFERENCE })
    const right = returnOf(other.file, readOnOf(other), () => 12)
    const wrong = right.replace(/T;(\d+);\d+/, 'T;$1;1')
    const run = await returnFromField(client, other.path, wrong)
    assert.equal(run.figures['accepted'], 0n)
    const refused = await fatesOf(other.loadId)
    assert.isAbove(refused.length, 5)
    assert.isTrue(refused.every(({ fate }) => fate === 'rejected'))
    assert.equal(await stateOf(other.loadId), 'distributed')
    const page = await open(client, 'bruno', `/jobs/${run.id}`)
    page.assertTextIncludes('A soma de controle do registro T é 1')
    const again = await returnFromField(client, other.path, right)
    assert.equal(again.figures['accepted'], BigInt(refused.length))
    const strange = await returnFromField(client, other.path, '%PDF-1.7 não é um retorno')
    assert.equal(strange.figures['accepted'], 0n)
    assert.isTrue(strange.issues.some(({ code }) => code === 'header_missing'))
  })
})

/** The part of the review page about one reading. */
const cardOf = (html: string, id: bigint): string =>
  html.split('<section').find((card) => card.includes(`/readings/review/${id}"`)) ?? ''

test.group('Scenario | a reading above what is expected', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())
  group.each.timeout(30_000)

  test('is listed with its reason, is not billed until a person decides, and leaves the list with who and when', async ({
    assert,
    client,
  }) => {
    const month = await takeToField(client, { reference: REFERENCE })
    const [treated, waiting] = [await registrationOf(...HOUSE), await registrationOf(...SHOP)]
    const high = new Set([treated, waiting])
    const file = returnOf(month.file, readOnOf(month), ({ registration }) =>
      high.has(registration) ? 900 : 12
    )
    await returnFromField(client, month.path, file)
    await work(await send(client, 'bruno', `${month.path}/critique`, {}), 'bruno')
    const held = await query<{ id: bigint; registration: string }>(
      db,
      `select id, registration_number as registration from readings_readings
        where load_id = ? and state = 'held'`,
      [month.loadId]
    )
    const listed = await open(client, 'bruno', `/readings/review?load=${month.loadId}`)
    const ids = new Map(held.map(({ id, registration }) => [registration, id]))
    for (const registration of high) {
      listed.assertTextIncludes(`/readings/review/${ids.get(registration)}"`)
      const card = cardOf(listed.text(), ids.get(registration)!)
      assert.include(card, 'Consumo acima da faixa esperada pela média.')
    }
    const decide = (registration: string, reason: string) =>
      send(client, 'bruno', `/readings/review/${ids.get(registration)}`, { mode: 'as_is', reason })
    const page = async () => {
      const review = await open(client, 'bruno', '/readings/review')
      return review.text()
    }

    await decide(treated, '')
    assert.include(await page(), `/readings/review/${ids.get(treated)}"`, 'a reason is required')
    await decide(treated, 'Vazamento confirmado no local')
    assert.notInclude(await page(), `/readings/review/${ids.get(treated)}"`)
    await bill(client, month)
    const billed = async (registration: string) => {
      const rows = await query(
        db,
        `select i.id from billing_invoices i join registry_premises p on p.id = i.premise_id
          where p.registration_number = ?`,
        [registration]
      )
      return rows.length
    }
    assert.deepEqual([await billed(treated), await billed(waiting)], [1, 0])
    await decide(waiting, 'Conferida com a foto')
    assert.notInclude(await page(), `/readings/review/${ids.get(waiting)}"`)
    const trail = await query<{ actor_name: string; reason: string; at: Date }>(
      db,
      `select actor_name, reason, at from audit_entries where action = 'readings.confirm' order by id`
    )
    assert.deepEqual(
      trail.map(({ actor_name: who, reason }) => [who, reason]),
      [
        ['Bruno Matos', 'Vazamento confirmado no local'],
        ['Bruno Matos', 'Conferida com a foto'],
      ]
    )
    assert.isTrue(trail.every(({ at }) => at.toISOString().startsWith(month.issuedOn)))
  }).tags(['@TR-3.2.4.6a'])
})
