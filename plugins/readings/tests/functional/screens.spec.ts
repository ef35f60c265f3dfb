import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import User from '#core/access/models/user'
import { query } from '#core/database/index'
import { closeBridge } from '#core/reports/index'
import { freshDatabase } from '#tests/support/database'
import bridges from '../../reports/bridges.ts'
import {
  REFERENCE,
  criticise,
  fieldFile,
  generate,
  ground,
  loadIdOf,
  receive,
  stateOf,
} from './helpers.ts'

const person = (email: string) => User.findByOrFail('email', email)
const analyst = () => person('bruno.faturamento@demo.aqueduto')

test.group('Readings | screens', (group) => {
  freshDatabase(group)

  test('the cycle page offers only the step that comes next', async ({ client, assert }) => {
    const where = await ground()
    await generate(where)
    const id = await loadIdOf(where)
    const page = await client.get(`/readings/loads/${id}`).loginAs(await analyst())
    page.assertStatus(200)
    assert.include(page.text(), 'Gerada')
    assert.include(page.text(), `/readings/loads/${id}/distribute`)
    assert.notInclude(page.text(), `/readings/loads/${id}/critique`)
    const board = await client.get('/readings/cycle').loginAs(await analyst())
    board.assertStatus(200)
    assert.include(board.text(), `/readings/loads/${id}`)
  })

  test('a load is handed over, and its file is there to download', async ({ client, assert }) => {
    const where = await ground()
    const id = await loadIdOf(where)
    const handed = await client
      .post(`/readings/loads/${id}/distribute`)
      .loginAs(await analyst())
      .withCsrfToken()
      .redirects(0)
    handed.assertStatus(302)
    assert.equal(await stateOf(where), 'distributed')
    const file = await client.get(`/readings/loads/${id}/file`).loginAs(await analyst())
    assert.match(file.text(), /^H;AQUEDUTO-CARGA;1;/)
    const again = await client.get(`/readings/loads/${id}/file`).loginAs(await analyst())
    assert.equal(again.text(), file.text())
  })

  test('the queue shows a held reading with its reason; deciding takes it out, with the author', async ({
    client,
    assert,
  }) => {
    const where = await ground()
    const id = await loadIdOf(where)
    await receive(where, id, await fieldFile(where, id, { notNumeric: 2 }))
    await criticise(where, id)
    const [held] = await query<{ id: bigint }>(
      db,
      `select id from readings_readings where load_id = ? and state = 'held' and reading is null order by id`,
      [id]
    )
    const user = await analyst()
    const page = await client.get(`/readings/review?load=${id}`).loginAs(user)
    page.assertStatus(200)
    assert.include(page.text(), `/readings/review/${held!.id}`)
    assert.include(page.text(), 'Sem leitura e sem anormalidade no retorno')

    const decide = (form: Record<string, string>) =>
      client
        .post(`/readings/review/${held!.id}`)
        .loginAs(user)
        .withCsrfToken()
        .form(form)
        .header('referer', '/readings/review')
        .redirects(0)
    await decide({ mode: 'average', reason: '' })
    const stillThere = await client.get('/readings/review').loginAs(user)
    assert.include(stillThere.text(), `/readings/review/${held!.id}`)

    await decide({ mode: 'average', reason: 'Imóvel fechado' })
    const after = await client.get('/readings/review').loginAs(user)
    assert.notInclude(after.text(), `/readings/review/${held!.id}`)
    const [entry] = await query<{ actor_name: string; reason: string }>(
      db,
      `select actor_name, reason from audit_entries where action = 'readings.confirm' order by id desc limit 1`
    )
    assert.deepEqual({ ...entry }, { actor_name: 'Bruno Matos', reason: 'Imóvel fechado' })
  })

  test('lists open, and who may only read decides nothing', async ({ client }) => {
    const reader = await person('carla.atendimento@demo.aqueduto')
    for (const path of ['routes', 'route-stops', 'loads', 'load-items', 'files', 'readings']) {
      const page = await client.get(`/readings/${path}`).loginAs(reader)
      page.assertStatus(200)
    }
    const review = await client.get('/readings/review').loginAs(reader)
    review.assertStatus(403)
    const cycle = await client.get('/readings/cycle').loginAs(reader)
    cycle.assertStatus(403)
  })

  test('lines, coverage and volume close with nothing left over', async ({ assert }) => {
    const { municipalityId, groupId } = await ground()
    const scope = { municipalityId, billingGroupId: groupId, reference: REFERENCE }
    for (const bridge of bridges) {
      const terms = await db.transaction((tx) => bridge.terms(tx, scope))
      const result = closeBridge(bridge, terms)
      assert.isTrue(result.isClosed, `${bridge.name}: ${result.remainder}`)
      assert.isTrue(terms.some(({ value }) => String(value) !== '0'))
    }
  })

  test('a line that disappears or a volume that nobody explains opens a bridge', async ({
    assert,
  }) => {
    const { municipalityId, groupId } = await ground()
    const scope = { municipalityId, billingGroupId: groupId, reference: REFERENCE }
    await query(
      db,
      `update readings_readings set billed_m3 = billed_m3 + 3 where id = (
      select r.id from readings_readings r where r.origin = 'load' order by r.id limit 1)`
    )
    await query(db, `delete from readings_file_lines where fate = 'rejected'`)
    const open = await Promise.all(
      bridges.map(async (bridge) => {
        const terms = await db.transaction((tx) => bridge.terms(tx, scope))
        const { isClosed } = closeBridge(bridge, terms)
        return isClosed ? null : bridge.name
      })
    )
    assert.sameMembers(
      open.filter((name) => name !== null),
      ['readings.file', 'readings.volume']
    )
  })

  test('a lost reading and an accepted line that no reading uses open the coverage', async ({
    assert,
  }) => {
    const { municipalityId, groupId } = await ground()
    const scope = { municipalityId, billingGroupId: groupId, reference: REFERENCE }
    const OF_LINE = `(select r.id from readings_readings r join readings_load_items i on i.id = r.load_item_id
      join readings_loads l on l.id = i.load_id
      where l.billing_group_id = ? and l.reference = '${REFERENCE}' and i.qualification = 'read'
        and r.file_line_id is not null order by r.id limit 1)`
    const openAfter = async (sql: string) => {
      const tx = await db.connection('owner').transaction()
      try {
        await tx.rawQuery(sql, [String(groupId)])
        const open: string[] = []
        for (const bridge of bridges) {
          const { isClosed } = closeBridge(bridge, await bridge.terms(tx, scope))
          if (!isClosed) open.push(bridge.name)
        }
        return open
      } finally {
        await tx.rollback()
      }
    }
    const unused = `update readings_readings set file_line_id = null where id = ${OF_LINE}`
    assert.includeMembers(await openAfter(unused), ['readings.used_lines', 'readings.coverage'])
    const lost = `delete from readings_readings where id = ${OF_LINE}`
    assert.includeMembers(await openAfter(lost), ['readings.used_lines', 'readings.coverage'])
  })
})
