import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { carla } from '#tests/support/people'
import { municipality } from './billed_month.ts'
import { type BuiltHouse, billHouses, buildGroup } from './built_group.ts'
import { type Version, openBridges, path, pay, versionsOf } from './correcting.ts'
import { groupOf } from '#tests/scenarios/support/reading_month'
import { send } from '#tests/scenarios/support/people'
import { putVersion } from './put_version.ts'

const BLOCKS = { minimum_m3: 0, blocks: [{ over: 0, to: null, price: '5.00' }] }

const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', ...BLOCKS },
    COM: { title: 'Comercial', ...BLOCKS },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
  services: { visit: { title: 'Vistoria', amount: '30.00' } },
}

interface Situation {
  /** The requirement's situation, in words. */
  readonly name: string
  readonly permission: string
  readonly form: Readonly<Record<string, string>>
  /** Of the operation of the invoice's page; the form of services has a page of its own. */
  readonly operation?: string
  /** What becomes of the invoice: another version, none, or a state of its own. */
  readonly ends: 'replaced' | 'cancelled' | 'held'
}

const SITUATIONS: readonly Situation[] = [
  {
    ...{ name: 'services', permission: 'billing.change_services', ends: 'replaced' },
    form: { reason_code: 'wrong_service' },
  },
  {
    ...{ name: 'cancelled', permission: 'billing.cancel', operation: 'cancel' },
    ...{ form: { reason_code: 'misread' }, ends: 'cancelled' },
  },
  {
    ...{ name: 'due date', permission: 'billing.change_due_date', operation: 'due-date' },
    ...{ form: { due_on: '2026-12-28', reason_code: 'not_delivered' }, ends: 'replaced' },
  },
  {
    ...{ name: 'reading', permission: 'billing.change_reading', operation: 'reading' },
    ...{ form: { reading: '5', reason_code: 'misread' }, ends: 'replaced' },
  },
  {
    ...{ name: 'consumption', permission: 'billing.change_consumption', operation: 'consumption' },
    ...{ form: { billed_m3: '8', reason_code: 'misread' }, ends: 'replaced' },
  },
  {
    ...{ name: 'registry', permission: 'billing.recalculate', operation: 'registry' },
    ...{ form: { reason_code: 'updated_registry' }, ends: 'replaced' },
  },
  {
    ...{ name: 'leak', permission: 'billing.discount_leak', operation: 'leak' },
    form: { method: 'percent', water_percent: '50', reason_code: 'misread' },
    ends: 'replaced',
  },
  {
    ...{ name: 'awaiting the bank', permission: 'billing.await_bank', operation: 'await-bank' },
    ...{ form: { reason_code: 'proof' }, ends: 'held' },
  },
  {
    ...{ name: 'in process', permission: 'billing.hold', operation: 'process' },
    ...{ form: { kind: 'judicial', reason_code: 'court' }, ends: 'held' },
  },
]

const RIGHTS = SITUATIONS.map(({ permission }) => permission)

/** Carla's profile has these rights and no other. */
async function entitle(permissions: readonly string[]): Promise<void> {
  await query(
    db,
    `with own as (select profile_id from access_user_profiles p join access_users u on u.id = p.user_id
                   where u.email like 'carla.%'),
          gone as (delete from access_profile_permissions where profile_id in (select profile_id from own) returning 1)
     select count(*) from gone`
  )
  await query(
    db,
    `insert into access_profile_permissions (profile_id, permission)
     select p.profile_id, x from access_user_profiles p join access_users u on u.id = p.user_id,
            unnest(?::text[]) x where u.email like 'carla.%'`,
    [['billing.read', 'registry.read', 'receivables.read', ...permissions]]
  )
}

test.group('Billing | rights of corrections', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000)
  group.teardown(() => clock.restore())

  test('each situation asks for a right of its own; what is reissued is the only one to be paid', async ({
    client,
    assert,
  }) => {
    await putVersion('tariff-table', 'default', TABLE)
    clock.freeze('2026-09-20T15:00:00Z')
    const houses = await buildGroup(
      client,
      'RGT',
      SITUATIONS.map(() => ({}))
    )
    clock.freeze('2026-10-20T15:00:00Z')
    const [first] = houses as [BuiltHouse]
    const charged = await send(client, 'bruno', '/billing/services', {
      ...{ premise_id: String(first.id), service: 'visit', executed_on: '2026-10-20' },
      ...{ parcels: '1', reason_code: 'service' },
    })
    charged.assertStatus(302)
    await billHouses(
      client,
      { code: 'RGT', houses },
      {
        ...{ reference: '2026-11', m3: SITUATIONS.map(() => 10) },
      }
    )
    clock.freeze('2026-11-25T15:00:00Z')
    const municipalityId = await municipality()
    await registerSecondEconomy(houses[5]!.id, municipalityId)

    for (const [index, situation] of SITUATIONS.entries()) {
      const house = houses[index]!
      const [invoice] = await versionsOf(house.id, '2026-11')
      await entitle(RIGHTS.filter((right) => right !== situation.permission))
      const refused = await attempt(client, invoice!, situation)
        .loginAs(await carla())
        .accept('json')
      assert.equal(refused.status(), 403, situation.name)
      assert.deepEqual(await versionsOf(house.id, '2026-11'), [invoice!], situation.name)

      await entitle([situation.permission])
      const done = await attempt(client, invoice!, situation).loginAs(await carla())
      assert.equal(done.status(), 302, `${situation.name}: ${done.text().slice(0, 200)}`)
      const [before, after] = await versionsOf(house.id, '2026-11')
      if (situation.ends === 'held') {
        assert.isNotNull(before!.hold, situation.name)
        continue
      }
      assert.equal(before!.settlement, situation.ends, situation.name)
      assert.equal(before!.total_cents, invoice!.total_cents, situation.name)
      assert.notEqual(before!.document_state, 'live', situation.name)
      if (situation.ends === 'cancelled') continue
      assert.equal(after!.replaces_id, invoice!.id, situation.name)
      assert.equal(after!.document_state, 'live', situation.name)
      const page = await client.get(`/billing/invoices/${invoice!.id}`).loginAs(await carla())
      page.assertTextIncludes(`Abrir a fatura ${after!.number}`)
      // Money for the old paper settles the new invoice: nothing of the old one is owed.
      const paidOn = '2026-11-26' as CivilDate
      await pay(municipalityId, {
        ...{ barcode: before!.barcode!, amountCents: after!.total_cents, paidOn },
      })
      const [old, paid] = await versionsOf(house.id, '2026-11')
      assert.deepEqual([old!.settlement, paid!.settlement], ['replaced', 'settled'], situation.name)
    }
    const scope = { municipalityId, billingGroupId: await groupOf('RGT') }
    assert.deepEqual(await openBridges(scope, '2026-11' as never), [])
  }).tags(['@TR-3.2.7.13'])
})

/** As people do: the form, its effects and the confirmation. The visit is the first service that was charged. */
function attempt(client: ApiClient, { id }: Version, { operation, form }: Situation) {
  const body = { ...form, reason: 'Protocolo 7', confirmed: 'true' }
  const asked = operation
    ? client.post(path(id, operation)).form(body)
    : client.post(`/billing/invoices/${id}/services`).form({ ...body, removed: ['pending/1'] })
  return asked.withCsrfToken().redirects(0)
}

const registerSecondEconomy = (premise: bigint, municipalityId: bigint) =>
  query(
    db,
    `insert into registry_premise_economies (municipality_id, premise_id, category, economies, from_on)
     values (?, ?, 'COM', 1, '2026-11-20')`,
    [municipalityId, premise]
  )
