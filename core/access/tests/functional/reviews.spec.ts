import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { open, problemOf, send, setParameter } from '../support/people.ts'

interface Line {
  readonly id: bigint
  readonly login: string
}

const lines = () =>
  query<Line>(
    db,
    'select id, login from access_review_lines where decision is null order by full_name, id'
  )

test.group('Access | periodic review', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-11-24T12:00:00.000Z')
    return () => clock.restore()
  })

  test('a review lists everybody with profiles and last login; each access is kept or removed, then signed', async ({
    client,
    assert,
  }) => {
    const before = await open(client, 'ana.', '/access/users')
    before.assertTextIncludes('nunca foram revisados')
    const forbidden = await open(client, 'bruno.', '/access/reviews')
    forbidden.assertStatus(403)
    const opened = await send(client, 'ana.', '/access/reviews', { title: '2º semestre de 2026' })
    const path = opened.header('location')!
    const id = /\d+$/.exec(path)![0]
    const page = await open(client, 'ana.', path)
    for (const text of ['Carla Nunes', 'Atendente', 'Gilda Moreira', 'Nunca entrou']) {
      page.assertTextIncludes(text)
    }
    const second = await send(client, 'ana.', '/access/reviews', { title: 'Outra' })
    assert.equal(problemOf(second)?.code, 'E_ACCESS_REVIEW_OPEN')
    const early = await send(client, 'ana.', '/actions/access.sign_review', { id })
    assert.equal(problemOf(early)?.code, 'E_ACCESS_REVIEW_PENDING')

    const decide = (line: Line, decision: string, reason = '', who = 'ana.') =>
      send(client, who, '/actions/access.decide_review_line', {
        ...{ line: String(line.id), decision, reason },
      })
    const all = await lines()
    const of = (login: string) => all.find((line) => line.login.startsWith(login))!
    assert.equal(problemOf(await decide(of('ana.'), 'keep'))?.code, 'E_ACCESS_SELF')
    assert.equal(problemOf(await decide(of('carla.'), 'remove'))?.code, 'E_ACCESS_REVIEW_REASON')
    const removed = await decide(of('carla.'), 'remove', 'Mudou de setor')
    assert.include(removed.flashMessage('done'), 'Atendente')
    const lost = await open(client, 'carla.', '/registry/customers')
    lost.assertStatus(403)
    for (const line of await lines()) {
      await decide(line, 'keep', '', line.login.startsWith('ana.') ? 'diego.' : 'ana.')
    }
    const signed = await send(client, 'ana.', '/actions/access.sign_review', { id })
    assert.include(signed.flashMessage('done'), '1 retirados')
    const after = await open(client, 'ana.', path)
    after.assertTextIncludes('Assinada por Ana Ribeiro')
    const closed = await decide(of('bruno.'), 'keep')
    assert.equal(problemOf(closed)?.code, 'E_ACCESS_REVIEW')
    const csv = await open(client, 'ana.', `${path}/export`)
    assert.include(csv.header('content-type'), 'text/csv')
    assert.match(
      csv.text(),
      /Carla Nunes;Atendente;.*;Retirado;Mudou de setor;Ana Ribeiro;24\/11\/2026/
    )
    const trail = await query<{ action: string }>(
      db,
      `select distinct action from audit_entries where subject_type = 'access.reviews' and subject_id = ?`,
      [id]
    )
    assert.sameMembers(
      trail.map(({ action }) => action),
      [
        ...['access.open_review', 'access.decide_review_line', 'access.sign_review'],
        'access.export_review',
      ]
    )
    assert.isNotNull(await userNamed('carla.'))
  })

  test('the next one is reminded of when it is due', async ({ client, assert }) => {
    await setParameter('access.review_months', 6)
    const fresh = await open(client, 'ana.', '/access/reviews')
    fresh.assertTextIncludes('a próxima vence em 24/05/2027')
    clock.freeze('2027-05-26T12:00:00.000Z')
    const late = await open(client, 'ana.', '/access/users')
    late.assertTextIncludes('vencida há 2 dias')
    const others = await open(client, 'gilda.', '/access/users')
    assert.notInclude(others.text(), 'vencida há')
  })
})
