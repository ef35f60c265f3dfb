import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { participate } from '#core/actions/index'
import { type CivilDate, clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { liftMarks, receiveAdvices, setMarks } from '#plugins/receivables/api'
import { open, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import {
  type Debt,
  type Unit,
  at,
  generate,
  noticesOf,
  owe,
  setTerms,
  unitsOwingNothing,
} from './owing.ts'

const NOTICES = '/dunning/notices'
const OPINION = 'Cliente comprovou internação; prazo dado pela gerência.'

const recordsOf = ({ id }: Unit) =>
  query<{ task: string; description: string; reason: string; user_name: string; closed_at: Date }>(
    db,
    `select task, description, reason, user_name, closed_at from actions_service_records
      where unit_type = 'registry.premises' and unit_id = ? order by id`,
    [id]
  )

/** In a transaction that tells the participants, as the modules do. */
async function telling<T>(
  { municipality_id: municipalityId }: Unit,
  work: (
    tx: Tx,
    ctx: {
      municipalityId: bigint
      participate: <P>(point: string, payload: P) => ReturnType<typeof participate>
    }
  ) => Promise<T>
): Promise<T> {
  return db.transaction((tx) => {
    const context = { tx, municipalityId, actor: systemActor(municipalityId), now: clock.now() }
    return work(tx, {
      municipalityId,
      participate: (point, payload) => participate(point, payload, context),
    })
  })
}

let messages = 0

const pay = (unit: Unit, { document }: Debt) =>
  telling(unit, (tx, ctx) =>
    receiveAdvices(tx, { ...ctx, postedOn: clock.today('America/Cuiaba') }, [
      {
        ...{ identity: `dunning/${++messages}`, channel: 'collection_return', sourceType: 'test' },
        ...{ sourceId: null, agentCode: '001', paidOn: clock.today('America/Cuiaba') },
        ...{ creditedOn: null, amountCents: document.amountCents, feeCents: 0n },
        ...{ barcode: document.barcode, endToEndId: null, txid: null, authentication: null },
      },
    ])
  )

test.group('Dunning | what changes a notice', (group) => {
  freshDatabase(group)
  let units: Unit[] = []
  let used = 0

  group.setup(async () => {
    at('2024-02-28')
    units = await unitsOwingNothing()
    await setTerms({ minimum_days: 1 })
  })
  group.each.teardown(() => clock.restore())

  const noticed = async (client: ApiClient, cents = [8_000n]) => {
    const unit = units[used++]!
    const debts: Debt[] = []
    for (const one of cents) debts.push(await owe(unit, { cents: one, dueOn: '2024-02-10' }))
    await generate(client)
    const [notice] = await noticesOf(unit)
    return { unit, debts, notice: notice! }
  }
  const stateOf = async (unit: Unit) => {
    const [notice] = await noticesOf(unit)
    return { state: notice!.state, why: notice!.ended_why }
  }

  test('the due date of a pending notice changes with an opinion, and a record order says so', async ({
    client,
    assert,
  }) => {
    at('2024-03-01')
    const { unit, notice } = await noticed(client)
    assert.equal(notice.due_on, '2024-03-31')
    const path = `${NOTICES}/${notice.id}/change/due`
    const blank = await send(client, 'bruno', path, { due_on: '2024-04-10', reason: '  ' })
    assert.notEqual(blank.header('location'), `${NOTICES}/${notice.id}`)
    const before = await noticesOf(unit)
    assert.equal(before[0]!.due_on, '2024-03-31')
    const soon = await send(client, 'bruno', path, { due_on: '2024-03-20', reason: OPINION })
    soon.assertTextIncludes('Lei 11.445/2007, art. 40, § 2º')
    await send(client, 'bruno', path, { due_on: '2024-04-10', reason: OPINION })
    const [changed] = await noticesOf(unit)
    assert.equal(changed!.due_on, '2024-04-10')
    const records = await recordsOf(unit)
    assert.lengthOf(records, 1)
    assert.containsSubset(records[0], {
      ...{ task: 'Alteração de vencimento de notificação', reason: OPINION },
      description: `Vencimento da notificação ${notice.number} mudado de 31/03/2024 para 10/04/2024`,
      closed_at: clock.now(),
    })
    assert.match(records[0]!.user_name, /Bruno/)
    await send(client, 'bruno', `${NOTICES}/${notice.id}/change/cancel`, { reason: OPINION })
    const late = await send(client, 'bruno', path, { due_on: '2024-05-10', reason: OPINION })
    assert.notEqual(late.status(), 200)
    const [after] = await noticesOf(unit)
    assert.deepEqual([after!.due_on, after!.state], ['2024-04-10', 'cancelled'])
  }).tags(['@TR-3.2.9.9'])

  test('a cancelled notice leaves a record order, its paper is offered no more and its fee is not charged', async ({
    client,
    assert,
  }) => {
    at('2024-03-02')
    await setTerms({ is_charged: true, fee_cents: 500 })
    const { unit, notice } = await noticed(client)
    await send(client, 'bruno', `${NOTICES}/${notice.id}/change/cancel`, { reason: OPINION })
    assert.deepEqual(await stateOf(unit), { state: 'cancelled', why: OPINION })
    const [record] = await recordsOf(unit)
    assert.containsSubset(record, { task: 'Cancelamento de notificação', reason: OPINION })
    const [document] = await query(db, 'select state from receivables_documents where id = ?', [
      notice.document_id,
    ])
    assert.deepEqual(document, { state: 'cancelled' })
    const [fee] = await query(
      db,
      `select state from receivables_pending_charges where source_type = 'dunning.notices' and source_id = ?`,
      [notice.id]
    )
    assert.deepEqual(fee, { state: 'cancelled' })
    const page = await open(client, 'bruno', `${NOTICES}/${notice.id}`)
    page.assertTextIncludes('Cancelada')
    page.assertTextIncludes(OPINION)
    const marks = await query(
      db,
      'select until from receivables_marks where source_id = ? and until is null',
      [notice.id]
    )
    assert.lengthOf(marks, 0)
  })

  test('a delivery is of a day between issue and today, with its proof', async ({
    client,
    assert,
  }) => {
    at('2024-03-03')
    await setTerms({ is_charged: false })
    const { notice, unit } = await noticed(client)
    const path = `${NOTICES}/${notice.id}/change/deliver`
    const given = { delivery: 'registered_post', delivery_proof: 'AR BR123456789BR' }
    const early = await send(client, 'bruno', path, { ...given, delivered_on: '2024-03-02' })
    early.assertTextIncludes('entre a emissão')
    at('2024-03-06')
    await send(client, 'bruno', path, { ...given, delivered_on: '2024-03-05' })
    const [kept] = await query(
      db,
      'select delivered_on, delivery, delivery_proof from dunning_notices where premise_id = ?',
      [unit.id]
    )
    assert.deepEqual(kept, { ...given, delivered_on: '2024-03-05' })
    const due = await send(client, 'bruno', `${NOTICES}/${notice.id}/change/due`, {
      ...{ due_on: '2024-04-03', reason: OPINION },
    })
    due.assertTextIncludes('04/04/2024')
  })

  test('a notice ends when all that it lists is paid, and is pending again when that is undone', async ({
    client,
    assert,
  }) => {
    at('2024-03-10')
    const { unit, debts } = await noticed(client, [8_000n, 9_000n])
    await pay(unit, debts[0]!)
    assert.containsSubset(await stateOf(unit), { state: 'pending' })
    at('2024-03-11')
    await pay(unit, debts[1]!)
    assert.deepEqual(await stateOf(unit), { state: 'paid', why: 'Débitos pagos' })
    const [receipt] = await query<{ id: bigint }>(
      db,
      'select id from receivables_receipts where document_id = ?',
      [debts[1]!.document.id]
    )
    const [cause] = await query<{ code: string }>(
      db,
      'select code from receivables_reversal_reasons where is_active order by code limit 1'
    )
    await send(client, 'ana', `/receivables/receipts/${receipt!.id}/change/reverse`, {
      ...{ reason_code: cause!.code, reason: 'Lançado em duplicidade', confirmed: 'true' },
    })
    assert.containsSubset(await stateOf(unit), { state: 'pending', why: null })
    const again = await generate(client)
    assert.equal(again.figures.cut_notices, 0n)
  })

  test('the notice itself is paid by its own code', async ({ client, assert }) => {
    at('2024-03-12')
    const { unit, notice } = await noticed(client, [8_000n, 9_000n])
    const [row] = await query<{ barcode: string; number: string }>(
      db,
      'select barcode, number from receivables_documents where id = ?',
      [notice.document_id]
    )
    const document = {
      ...{ id: notice.document_id, number: row!.number, amountCents: 17_000n },
      ...{ barcode: row!.barcode, line: null, pixPayload: null },
    }
    await pay(unit, { originId: 0n, itemId: 0n, document })
    assert.containsSubset(await stateOf(unit), { state: 'paid' })
  })

  test('an agreement over its debts ends a notice, one over some of them does not', async ({
    client,
    assert,
  }) => {
    at('2024-03-13')
    const { unit, debts } = await noticed(client, [8_000n, 9_000n])
    const on = '2024-03-13' as CivilDate
    const source = { type: 'test.plans', id: 1n }
    const origin = ({ originId: id }: Debt) => ({ type: 'billing.invoice', id })
    const plan = (of: Debt[]) =>
      telling(unit, (tx, ctx) =>
        setMarks(tx, ctx, { kind: 'plan', source, origins: of.map(origin), on })
      )
    await plan([debts[0]!])
    assert.containsSubset(await stateOf(unit), { state: 'pending' })
    await plan(debts)
    assert.deepEqual(await stateOf(unit), { state: 'agreed', why: 'Débitos em acordo' })
    const run = await generate(client)
    assert.include(
      run.issues.filter(({ path }) => path === unit.registration_number).map(({ code }) => code),
      'arranged'
    )
    await telling(unit, (tx, ctx) => liftMarks(tx, ctx, { source, on, why: 'Acordo desfeito' }))
    at('2024-03-14')
    await generate(client)
    assert.lengthOf(await noticesOf(unit), 2)
  })

  test('a change of holder voids the notice: nobody is cut for the debt of another', async ({
    client,
    assert,
  }) => {
    at('2024-03-20')
    const { unit } = await noticed(client)
    const other = units[used++]!
    const changing = {
      ...{ municipalityId: unit.municipality_id, premiseId: unit.id, registrationNumber: '1' },
      ...{ formerId: unit.holder_id, formerName: 'Fulano', holderId: other.holder_id },
      ...{
        holderName: 'Beltrano',
        from: '2024-03-20',
        reading: null,
        effects: [] as { text: string }[],
      },
    }
    await telling(unit, async (tx, { participate: ask }) => {
      await ask('registry.holder_changing', changing)
      await query(
        tx,
        `update registry_holdings set customer_id = ? where premise_id = ? and role = 'holder' and until_on is null`,
        [other.holder_id, unit.id]
      )
    })
    assert.deepEqual(await stateOf(unit), { state: 'void', why: 'Mudança de titular' })
    assert.include(changing.effects.map(({ text }) => text).join(' '), 'sem efeito')
    const run = await generate(client)
    const [told] = run.issues.filter(({ path }) => path === unit.registration_number)
    assert.equal(told!.code, 'former_holder')
  })

  test('after its validity a notice supports no cut, and another may be issued', async ({
    client,
    assert,
  }) => {
    at('2024-03-21')
    await setTerms({ valid_days: 10 })
    const { unit } = await noticed(client)
    at('2024-04-30')
    await generate(client)
    assert.containsSubset(await stateOf(unit), { state: 'pending' })
    at('2024-05-01')
    await generate(client)
    assert.containsSubset(await stateOf(unit), { state: 'expired' })
    at('2024-05-02')
    await generate(client)
    assert.lengthOf(await noticesOf(unit), 2)
  })
})
