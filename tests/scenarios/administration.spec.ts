import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { open, profileNamed, send } from '#core/access/tests/support/people'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { createMonth, run } from '#plugins/billing/tests/functional/billed_month'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

const ISSUED_ON = '2026-11-20' as CivilDate
const HOUSE = { economies: [{ category: 'RES', economies: 1 }], m3: '12' }

/** Paths of the menu that a page shows. */
const menuOf = (html: string): string[] =>
  [...html.matchAll(/<a class="nav-item" href="([^"]+)"/g)].map(([, path]) => path!)

const idOf = async (sql: string, ...bindings: bigint[]): Promise<string> => {
  const [row] = await query<{ id: bigint }>(db, sql, bindings)
  return String(row!.id)
}

const give = async (client: ApiClient, who: string, profiles: readonly string[]) => {
  const { id } = await userNamed(who)
  await send(client, 'ana.', `/access/users/${id}/profiles`, { profiles })
}

test.group('Scenario | administration of access', (group) => {
  freshDatabase(group)
  let premise: bigint
  group.setup(async () => {
    const month = await createMonth([HOUSE])
    await run(month, ISSUED_ON)
    premise = month.premiseIds[0]!
  })

  test('without the function to cancel bills the action is gone and refused at the next request', async ({
    client,
    assert,
  }) => {
    const bruno = await userNamed('bruno.')
    const invoice = await idOf('select id from billing_invoices where premise_id = ?', premise)
    const page = async (path: string) => open(client, 'bruno.', path)
    const cancel = async () =>
      client
        .post('/api/actions/billing.cancel_invoice')
        .json({ id: invoice, reason_code: 'nothing', reason: 'x' })
        .withCsrfToken()
        .loginAs(bruno)
    const form = `/billing/invoices/${invoice}/change/cancel`
    const shown = await page('/billing/invoices')
    shown.assertTextIncludes('billing.cancel_invoice')
    const offered = await page(form)
    offered.assertStatus(200)
    const asked = await cancel()
    assert.notEqual(asked.status(), 403)

    const profile = await profileNamed('Analista de faturamento')
    const [{ rights }] = (await query<{ rights: string[] }>(
      db,
      'select array_agg(permission) as rights from access_profile_permissions where profile_id = ?',
      [profile]
    )) as [{ rights: string[] }]
    await send(client, 'ana.', `/access/profiles/${profile}`, {
      name: 'Analista de faturamento',
      permissions: rights.filter((name) => name !== 'billing.cancel'),
    })
    const without = await page('/billing/invoices')
    without.assertStatus(200)
    assert.notInclude(without.text(), 'billing.cancel_invoice')
    const closed = await page(form)
    closed.assertStatus(403)
    const refused = await cancel()
    refused.assertStatus(403)
  }).tags(['@TR-3.2.1.12'])

  test('a person with two profiles does what each allows; what was taken with one goes, the rest stays', async ({
    client,
    assert,
  }) => {
    const write = async (name: string, permissions: readonly string[]) => {
      await send(client, 'ana.', '/access/profiles', { name, permissions })
      return profileNamed(name)
    }
    const bills = await write('Consulta faturas', ['billing.read'])
    const orders = await write('Abre ordens', ['services.read', 'services.request'])
    const [type] = await query<{ code: string }>(
      db,
      `select code from services_types where kind = 'inspection' order by code limit 1`
    )
    const order = { premise_id: String(premise), service_type: type!.code, requester: 'Morador' }
    const openOrder = async () =>
      client
        .post('/api/actions/services.request_order')
        .json({ ...order, reason: 'Vistoria pedida' })
        .withCsrfToken()
        .loginAs(await userNamed('elisa.'))
    await give(client, 'elisa.', [bills, orders])
    const listed = await open(client, 'elisa.', '/billing/invoices')
    listed.assertStatus(200)
    const opened = await openOrder()
    assert.equal(opened.status(), 200, JSON.stringify(opened.body()))
    await give(client, 'elisa.', [bills])
    const still = await open(client, 'elisa.', '/billing/invoices')
    still.assertStatus(200)
    const refused = await openOrder()
    refused.assertStatus(403)
  }).tags(['@TR-3.2.1.13'])

  test('users, profiles, parameters, schedules and the trail open from the menu of administration, which the counter does not see', async ({
    client,
    assert,
  }) => {
    const sections = (html: string) =>
      new Map(
        html
          .split('data-nav-section="')
          .slice(1)
          .map((part) => [part.slice(0, part.indexOf('"')), menuOf(part)] as const)
      )
    const home = await open(client, 'ana.', '/')
    const paths = [
      '/access/users',
      '/access/profiles',
      '/configuration',
      '/jobs/schedules',
      '/audit',
    ]
    assert.includeMembers(sections(home.text()).get('Administração') ?? [], paths)
    for (const path of paths) {
      const page = await open(client, 'ana.', path)
      page.assertStatus(200)
    }
    const parameters = await open(client, 'ana.', '/configuration/parameter/access.idle_minutes')
    parameters.assertStatus(200)
    const counter = await open(client, 'carla.', '/')
    assert.isFalse(sections(counter.text()).has('Administração'))
  }).tags(['@TR-3.1.11'])
})
