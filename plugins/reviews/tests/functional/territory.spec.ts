import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { bodyOf, textOf } from '#tests/support/requests'
import { LIST, type Unit, act, as, filled, openReview, unitsOf } from './reviewing.ts'

test.group('Reviews | who works in one locality', (group) => {
  freshDatabase(group)

  test('reviews, visits and premises of elsewhere do not exist, on any screen', async ({
    client,
    assert,
  }) => {
    const [here, there] = (await unitsOf(2)) as [Unit, Unit]
    const ids = [
      await openReview(client, 'carla.', filled(here)),
      await openReview(client, 'carla.', filled(there)),
    ]
    const elisa = await userNamed('elisa.')
    const day = clock.today('America/Cuiaba')
    const visits: bigint[] = []
    for (const id of ids) {
      const made = await act(client, 'carla.', 'reviews.schedule_visit', {
        ...{ review_id: id, responsible_id: String(elisa.id), visit_on: day, visit_time: '10:00' },
      })
      made.assertStatus(200)
      const [row] = await query<{ id: bigint }>(
        db,
        'select id from reviews_visits where review_id = ?',
        [BigInt(id)]
      )
      visits.push(row!.id)
    }
    const { municipalityId } = elisa
    const [far] = await query<{ id: bigint }>(
      db,
      `insert into registry_localities (municipality_id, code, name) values (?, 'D9', 'Distrito Novo') returning id`,
      [municipalityId]
    )
    await query(db, 'update registry_premises set locality_id = ? where id = ?', [
      far!.id,
      there.premise_id,
    ])
    await query(
      db,
      `insert into access_territories (user_id, municipality_id, locality_ids)
       select ?, municipality_id, array[locality_id] from registry_premises where id = ?`,
      [BigInt(elisa.id), here.premise_id]
    )
    const statusOf = async (path: string) => {
      const page = await client.get(path).accept('json').loginAs(elisa)
      return page.status()
    }
    assert.deepEqual(
      [await statusOf(`${LIST}/${ids[0]}`), await statusOf(`${LIST}/${ids[1]}`)],
      [200, 404]
    )
    assert.deepEqual(
      [
        await statusOf(`/reviews/field/${visits[0]}`),
        await statusOf(`/reviews/field/${visits[1]}`),
      ],
      [200, 404]
    )
    for (const path of ['/reviews/agenda', '/reviews/field', LIST, '/reviews/visits']) {
      const page = await as(client, 'elisa.', path)
      assert.include(page, 'Elisa')
      assert.notInclude(page, `${there.street}, ${there.number} ·`, path)
      assert.notInclude(page, `${LIST}/${ids[1]}"`, path)
    }
    const panel = await textOf(
      client
        .post('/reviews/unit')
        .form({ premise_id: String(there.premise_id) })
        .withCsrfToken()
        .loginAs(elisa)
    )
    assert.notInclude(panel, there.name)
    const moved = await bodyOf<{ code: string }>(
      client
        .post('/api/actions/reviews.record_visit')
        .json({ id: String(visits[1]), residents: 9 })
        .withCsrfToken()
        .accept('json')
        .loginAs(elisa)
    )
    assert.equal(moved.code, 'E_ACTIONS_OUTSIDE')
  })
})
