import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type RefMonth, addDays, addRefMonths, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { generate } from '#plugins/dunning/tests/functional/owing'
import { freshDatabase } from '#tests/support/database'
import { bodyOf } from '#tests/support/requests'
import { userNamed } from '#tests/support/people'
import {
  type Debt,
  type Unit,
  act,
  caseOf,
  day,
  done,
  morning,
  now,
  on,
  owe,
  pay,
  refusal,
  unitsOwingNothing,
} from '../support/desk.ts'

interface Told {
  readonly rows: readonly Readonly<Record<string, string | number | null>>[]
  readonly totals: Readonly<Record<string, string>>
}

const report = async (client: ApiClient, name: string, filters: string) =>
  bodyOf<Told>(
    client.get(`/api/reports/collections.${name}?${filters}`).loginAs(await userNamed('ana.'))
  )

let loads = 8_000_000

/** A bill of a month with its consumption; the ones that are owed keep the id of their debt. */
async function billed(unit: Unit, reference: RefMonth, m3: number, owed?: Debt): Promise<void> {
  const [dueOn, settlement] = owed ? ['2026-07-30', 'open'] : [`${reference}-28`, 'settled']
  await query(
    db,
    `insert into billing_invoices (id, municipality_id, set_key, premise_id, debtor_id, reference, number, load_item_id, issued_on, due_on,
       period_from, period_until, total_cents, settled_cents, own_cents, third_party_cents, credits_cents, carried_in_cents,
       carried_out_cents, measured_m3, billed_m3, settlement, stage, arrangement, pack_id, deciding_date_kind, live_facts,
       live_facts_hash)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?::date - 20, ?, ?::date - 50, ?::date - 20, 60000, 0, 60000, 0, 0, 0, 0, ?, ?, ?, 'ordinary', 'none',
       1, 'period_end', '{}', repeat('0', 64))`,
    [
      ...[owed?.originId ?? BigInt(++loads), unit.municipality_id, unit.id, unit.id],
      ...[unit.holder_id, reference, String(++loads).padStart(12, '0'), loads],
      ...[dueOn!, dueOn!, dueOn!, dueOn!, m3, m3, settlement!],
    ]
  )
}

test.group('Collections | large customers and public bodies', (group) => {
  freshDatabase(group)
  group.setup(() => {
    on(day('2026-11-02'))
    return () => clock.restore()
  })
  group.each.timeout(60_000)

  let large: Unit
  let schools: Unit[]

  test('a large customer 40 % below its average with two bills 95 days late is listed; the request to sue takes them out of the cut', async ({
    client,
    assert,
  }) => {
    const units = await unitsOwingNothing()
    ;[large, ...schools] = units.slice(0, 4) as [Unit, ...Unit[]]
    await query(db, `update registry_premises set special_kind = 'large_consumer' where id = ?`, [
      large.id,
    ])
    const dueOn = addDays(now(), -95)
    const debts = [
      await owe(large, { cents: 60_000n, dueOn }),
      await owe(large, { cents: 60_000n, dueOn }),
    ]
    for (let back = 12; back >= 0; back--) {
      const owed = debts[back - 4]
      await billed(large, addRefMonths('2026-10' as RefMonth, -back), back ? 100 : 60, owed)
    }
    await morning()
    const found = await report(
      client,
      'large_customers',
      `position_on=${now()}&drop_percent=40&least_days=95`
    )
    const [row] = found.rows
    assert.deepEqual(
      [row!.last_m3, row!.average_m3, row!.deviation_percent, row!.bills, row!.days].map(Number),
      [60, 100, -40, 2, 95]
    )
    assert.equal(row!.above_90_cents, '120000')
    const strict = `position_on=${now()}&drop_percent=41`
    const none = await report(client, 'large_customers', strict)
    assert.lengthOf(none.rows, 0)
    const preview = () => generate(client, true).then(({ figures }) => figures.cut_notices)
    assert.equal(await preview(), 1n)

    const { id } = await caseOf(large)
    const request = { case_id: Number(id) }
    const reason = 'Não responde às cartas'
    assert.equal(
      await refusal(
        client,
        'collections.request_suit',
        { ...request, due_until: '2026-01-01' },
        { reason }
      ),
      'E_COLLECTIONS_SUIT_NOTHING'
    )
    const suit = await done<{ id: string }>(
      act(client, 'collections.request_suit', request, { reason })
    )
    const stages = await query(
      db,
      'select stage from billing_invoices where id = any(?::bigint[])',
      [debts.map(({ originId }) => originId)]
    )
    assert.deepEqual(stages, [{ stage: 'in_court' }, { stage: 'in_court' }])
    assert.equal(await preview(), 0n)
    const { rows } = await report(client, 'large_customers', `position_on=${now()}`)
    assert.deepEqual(
      [rows[0]!.suit_id, rows[0]!.suit_state, rows[0]!.suit_cents],
      [suit.id, 'requested', '120000']
    )
    assert.equal(
      await refusal(client, 'collections.request_suit', request, { reason }),
      'E_COLLECTIONS_SUIT_STANDS'
    )
    const filing = { id: Number(suit.id), case_number: '0001234-55.2026', court: '1ª Vara' }
    assert.equal(
      await refusal(client, 'collections.file_suit', { ...filing, filed_on: addDays(now(), 9) }),
      'E_COLLECTIONS_SUIT_DAY'
    )
    await done(act(client, 'collections.file_suit', { ...filing, filed_on: now() }))
    await done(act(client, 'collections.end_suit', { id: Number(suit.id) }, { reason: 'Acordo' }))
    assert.equal(await preview(), 1n)
  }).tags(['@CM-25c'])

  test('a municipal body with three units owing 100, 200 and 300 owes 600; its letter lists the three; 200 paid leave 400', async ({
    client,
    assert,
  }) => {
    const cents = [10_000n, 20_000n, 30_000n]
    const owed: Debt[] = []
    for (const [place, unit] of schools.entries()) {
      owed.push(await owe(unit, { cents: cents[place]!, dueOn: '2026-09-10' }))
    }
    const payingBody = await payingBodyOf(schools)
    const body = await done<{ id: string }>(
      act(client, 'collections.add_body', { body_id: Number(payingBody), sphere: 'municipal' })
    )
    assert.equal(
      await refusal(client, 'collections.add_body', {
        ...{ body_id: Number(payingBody), sphere: 'state' },
      }),
      'E_COLLECTIONS_BODY_TWICE'
    )
    const totals = async () => {
      const told = await report(client, 'public_bodies', `position_on=${now()}&sphere=municipal`)
      return [told.totals.overdue_cents, told.totals.until_90_cents]
    }
    assert.deepEqual(await totals(), ['60000', '60000'])
    const open = async (path: string) => client.get(path).loginAs(await userNamed('ana.'))
    const page = await open(`/collections/public-bodies/${body.id}`)
    page.assertTextIncludes('600,00')
    page.assertTextIncludes('31 a 60 dias')

    const asked = { id: Number(body.id), due_on: addDays(now(), 15) }
    assert.equal(
      await refusal(client, 'collections.issue_demand', { ...asked, due_on: addDays(now(), -1) }),
      'E_COLLECTIONS_BODY_DUE'
    )
    const demand = await done<{ id: string; units: number; amountCents: string }>(
      act(client, 'collections.issue_demand', asked)
    )
    assert.deepEqual([demand.units, demand.amountCents], [3, '60000'])
    const [letter] = await query<{ id: bigint; data: string }>(
      db,
      `select i.id, d.content as data from documents_issued i join documents_data d on d.municipality_id = i.municipality_id and d.hash = i.data_hash
        where i.subject_type = 'collections.demands' and i.subject_id = ?`,
      [BigInt(demand.id)]
    )
    for (const unit of schools) assert.include(letter!.data, unit.registration_number)
    const paper = await open(`/documents/issued/${letter!.id}`)
    paper.assertStatus(200)

    const action = { id: Number(body.id), kind: 'meeting', what: 'Reunião com a secretária' }
    assert.equal(
      await refusal(client, 'collections.record_body_action', {
        ...{ ...action, made_on: addDays(now(), 2) },
      }),
      'E_COLLECTIONS_BODY_FUTURE'
    )
    await done(
      act(client, 'collections.record_body_action', {
        ...{ ...action, made_on: now(), result: 'Paga a de 200 hoje' },
      })
    )
    await pay(client, {
      ...{ origin: { type: 'billing.invoice', id: 0n }, cents: 20_000n },
      documentId: owed[1]!.document.id,
    })
    assert.deepEqual(await totals(), ['40000', '40000'])
    const after = await open(`/collections/public-bodies/${body.id}`)
    after.assertTextIncludes('400,00')
    const history = await open('/api/collections/body-actions')
    history.assertTextIncludes('Paga a de 200 hoje')
  }).tags(['@CM-26'])
})

/** A paying body of the registry with these units. */
async function payingBodyOf(units: readonly Unit[]): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(
    db,
    `with customer as (
       insert into registry_customers (municipality_id, kind, name, taxpayer_id)
       select id, 'public_body', 'Secretaria de Educação', '11444777000161' from access_municipalities limit 1
       returning id, municipality_id)
     insert into registry_paying_bodies (municipality_id, code, name, customer_id)
     select municipality_id, 'EDU', 'Secretaria de Educação', id from customer returning id`
  )
  for (const { id } of units) {
    await query(
      db,
      `insert into registry_paying_body_premises (municipality_id, body_id, premise_id, from_on)
       select municipality_id, ?, id, '2020-01-01' from registry_premises where id = ?`,
      [row!.id, id]
    )
  }
  return row!.id
}
