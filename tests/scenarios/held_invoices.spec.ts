import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { isValidCpf } from '@brazilian-utils/brazilian-utils'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  type BuiltHouse,
  billHouses,
  buildGroup,
} from '#plugins/billing/tests/functional/built_group'
import {
  annotation,
  one,
  path,
  pay,
  versionsOf,
} from '#plugins/billing/tests/functional/correcting'
import { bureau, later, notify, on, setTerms } from '#plugins/bureaus/tests/support/bureaus'
import { inLot, simulate } from '#plugins/bureaus/tests/support/lots'
import {
  bankToldUntil,
  forgetNotices,
  levelPolicy,
  runOrders,
  setPolicy,
} from '#plugins/dunning/tests/functional/cut_world'
import { generate, noticesOf, unitsOwingNothing } from '#plugins/dunning/tests/functional/owing'
import { freshDatabase } from '#tests/support/database'
import { open, send, work } from './support/people.ts'

const CODE = 'HLD'
const JUNE = '2026-06'

test.group('Scenario | invoices that are not asked for', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000)
  group.teardown(() => clock.restore())
  /** The first is held, the second is not. */
  let houses: BuiltHouse[] = []
  let holders: bigint[] = []
  let municipalityId: bigint
  let spc: bigint
  const invoiceOf = async (index: number) => {
    const versions = await versionsOf(houses[index]!.id, JUNE)
    return versions.at(-1)!
  }
  const hold = async (client: ApiClient, operation: string, form: object) => {
    const invoice = await invoiceOf(0)
    return send(client, 'bruno', path(invoice.id, operation), form)
  }
  const minuteLater = () => clock.freeze(new Date(clock.now().getTime() + 60_000))

  /** Whom letters, notices and the listing would reach now. */
  async function reached(client: ApiClient) {
    const notices = await generate(client, true)
    minuteLater()
    const letters = await work(
      await send(client, 'bruno', '/dunning/generate/letters', { preview: 'true' }),
      'bruno'
    )
    const listed = await inLot(await simulate(client, spc))
    return {
      cutNotices: Number(notices.figures.cut_notices ?? 0n),
      letters: Number(letters.figures.letters ?? 0n),
      listed,
    }
  }

  group.setup(() => {
    on('2026-05-20' as CivilDate)
  })

  test('an overdue invoice in a lawsuit shows so and is left out of letters, notices and listing; pending again, it is back', async ({
    client,
    assert,
  }) => {
    await unitsOwingNothing()
    const people = await query<{ id: bigint; taxpayer_id: string | null; municipality_id: bigint }>(
      db,
      `select id, taxpayer_id, municipality_id from registry_customers where kind = 'person' and deceased_on is null order by id`
    )
    municipalityId = people[0]!.municipality_id
    holders = people
      .filter(({ taxpayer_id: cpf }) => isValidCpf(cpf ?? ''))
      .slice(0, 2)
      .map(({ id }) => id)
    houses = await buildGroup(
      client,
      CODE,
      holders.map((holder) => ({ holder }))
    )
    await billHouses(client, { code: CODE, houses }, { reference: JUNE, m3: [30, 30] })
    on('2026-11-02' as CivilDate)
    spc = await bureau(client, 'SPC', { name: 'SPC Brasil', layout: 'spc' })
    await setTerms(client, {})
    await notify(client)
    later(11)
    assert.deepEqual(await reached(client), { cutNotices: 2, letters: 2, listed: holders })

    const silent = await hold(client, 'process', { kind: 'judicial', reason_code: 'court' })
    silent.assertStatus(422)
    const done = await hold(client, 'process', {
      ...{ kind: 'judicial', reason_code: 'court', reason: 'Ação 1002345-67.2026' },
    })
    done.assertStatus(302)
    const invoice = await invoiceOf(0)
    const list = await open(client, 'bruno', `/billing/invoices?q=${invoice.number}`)
    list.assertTextIncludes('Em processo judicial')
    assert.deepEqual(await reached(client), { cutNotices: 1, letters: 1, listed: [holders[1]!] })
    const note = await annotation('Fatura em processo', houses[0]!.id)
    assert.include(note.description, 'judicial')
    assert.include(note.user_name, 'Bruno')
    assert.instanceOf(note.closed_at, Date)
    assert.equal(note.reason, 'Ação 1002345-67.2026')

    const released = await hold(client, 'release', { reason: 'Ação julgada improcedente' })
    released.assertStatus(302)
    assert.deepEqual(await reached(client), { cutNotices: 2, letters: 2, listed: holders })
  }).tags(['@TR-3.2.7.13.9'])

  test('noticed already and then in a lawsuit, it is ordered no cut, and no letter, notice or listing reaches the unit', async ({
    client,
    assert,
  }) => {
    await generate(client)
    const noticed = await Promise.all(houses.map((house) => noticesOf(house)))
    assert.deepEqual(
      noticed.map((notices) => notices.map(({ kind }) => kind)),
      [['cut_notice'], ['cut_notice']]
    )
    await query(
      db,
      `update dunning_notices set delivered_on = issued_on, delivery = 'hand', delivery_proof = 'Assinada'`
    )
    await hold(client, 'process', {
      ...{ kind: 'judicial', reason_code: 'court', reason: 'Liminar 77' },
    })
    // A Tuesday, more than thirty days after the delivery.
    on('2027-01-12' as CivilDate)
    await bankToldUntil('2027-01-11')
    await setPolicy({ level_2: levelPolicy(2, { days_after: 30 }) })
    await runOrders({ municipalityId, houses: [] })
    const ordered = await query<{ premise_id: bigint }>(
      db,
      'select premise_id from dunning_cases where premise_id = any(?::bigint[])',
      [houses.map(({ id }) => id)]
    )
    assert.deepEqual(ordered, [{ premise_id: houses[1]!.id }])
    const after = await reached(client)
    assert.notInclude(after.listed, holders[0]!)
    assert.equal(after.letters, 1)
    const note = await annotation('Fatura em processo', houses[0]!.id)
    assert.include(note.description, 'judicial')
    assert.include(note.user_name, 'Bruno')
    assert.instanceOf(note.closed_at, Date)
    assert.equal(note.reason, 'Liminar 77')
    await hold(client, 'release', { reason: 'Liminar cassada' })
  }).tags(['@TR-3.2.13.9.20'])

  test('a proven payment keeps its invoice out of notices and fines, with an annotation, and the bank’s record settles it', async ({
    client,
    assert,
  }) => {
    await forgetNotices()
    assert.deepEqual(await reached(client), { cutNotices: 2, letters: 2, listed: holders })
    const invoice = await invoiceOf(0)
    const done = await hold(client, 'await-bank', {
      ...{ reason_code: 'proof', reason: 'Comprovante do banco 341, dia do vencimento' },
    })
    done.assertStatus(302)
    assert.deepEqual(await reached(client), { cutNotices: 1, letters: 1, listed: [holders[1]!] })
    const note = await annotation('Fatura à espera de confirmação do banco', houses[0]!.id)
    assert.include(note.description, invoice.number)
    assert.include(note.user_name, 'Bruno')
    assert.instanceOf(note.closed_at, Date)
    assert.equal(note.reason, 'Comprovante do banco 341, dia do vencimento')
    await pay(municipalityId, {
      ...{ barcode: invoice.barcode!, amountCents: invoice.total_cents, paidOn: invoice.due_on },
    })
    const settled = await invoiceOf(0)
    assert.deepInclude(settled, { settlement: 'settled', hold: null })
    assert.equal(
      await one('select count(*) from receivables_pending_charges where premise_id = ?', [
        houses[0]!.id,
      ]),
      0n,
      'no fine: it was paid on its day'
    )
    assert.deepEqual(await reached(client), { cutNotices: 1, letters: 1, listed: [holders[1]!] })
  }).tags(['@TR-3.2.7.13.2.7', '@TR-3.2.13.9.11'])
})
