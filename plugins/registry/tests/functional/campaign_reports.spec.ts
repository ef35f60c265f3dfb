import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { ana } from '#tests/support/people'
import { customer, place, premise, report, reportedGroup } from './reported.ts'

test.group('Registry | reports of campaigns', (group) => {
  reportedGroup(group)

  test('visits of a team: errors, rates and ranking', async ({ assert, client }) => {
    const holder = await customer('Visitada')
    const [campaign] = await query<{ id: bigint }>(
      db,
      `insert into registry_campaigns (municipality_id, name, fields, from_on, until_on)
       values (?, 'Relatórios', '{customer.name}', '2026-11-01', '2026-11-30') returning id`,
      [place.municipality]
    )
    const visit = async (agent: string, count: number, successes: number) => {
      for (let i = 0; i < count; i++) {
        const [target] = await query<{ id: bigint }>(
          db,
          `insert into registry_campaign_targets (campaign_id, municipality_id, premise_id, customer_id, status, visited_on, visited_by)
           values (?, ?, ?, ?, ?, ?, ?) returning id`,
          [
            ...[campaign!.id, place.municipality, await premise({}), holder],
            ...[i < successes ? 'visited' : 'absent', `2026-11-0${(i % 4) + 2}`, agent],
          ]
        )
        if (i < successes)
          await query(
            db,
            `insert into registry_campaign_answers (municipality_id, campaign_id, target_id, field, old_value, new_value, status,
               decided_by, decided_at) values (?, ?, ?, 'customer.name', 'Antes', 'Depois', ?, ?, ?)`,
            [
              ...[place.municipality, campaign!.id, target!.id, i < 2 ? 'rejected' : 'accepted'],
              ...['Fiscal', '2026-11-15T12:00:00Z'],
            ]
          )
      }
    }
    await visit('Beto', 40, 36)
    await visit('Caio', 50, 50)
    const wrong = await report(client, 'registry.wrong_answers', 'agent=Caio&campaign=relatórios')
    assert.equal(wrong.count, 2)
    assert.deepEqual(
      wrong.rows.map(({ error_percent: rate, visits }) => [Number(rate), Number(visits)]),
      [
        [4, 50],
        [4, 50],
      ]
    )
    // What is corrected at the counter, for whatever reason, is no error of the re-registration.
    const corrected = await client
      .patch(`/api/registry/customers/${holder}`)
      .loginAs(await ana())
      .accept('json')
      .withCsrfToken()
      .json({ name: 'Visitada com Outro Nome' })
    corrected.assertStatus(200)
    const afterwards = await report(client, 'registry.wrong_answers', 'agent=Caio')
    assert.equal(afterwards.count, 2)
    const elsewhere = await report(client, 'registry.wrong_answers', 'campaign=outra')
    assert.equal(elsewhere.count, 0)
    const { rows } = await report(client, 'registry.team', 'campaign=relatórios')
    assert.deepEqual(
      rows.map(({ agent, place: rank }) => [agent, Number(rank)]),
      [
        ['Caio', 1],
        ['Beto', 2],
      ]
    )
    const { days, done, closed, absent, errors: wrongs, ...rates } = rows[1]!
    assert.deepEqual([days, done, closed, absent, wrongs].map(Number), [4, 40, 36, 4, 2])
    const { a_day: aDay, success_percent: success, error_percent: errors } = rates
    assert.deepEqual([Number(aDay), Number(success), Number(errors)], [10, 90, 5.6])
  }).tags(['@TR-3.2.19.21', '@TR-3.2.19.23'])
})
