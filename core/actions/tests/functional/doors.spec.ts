import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import type { Action } from '#core/actions/index'
import { Registry, installRegistries, registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { bruno, carla } from '#tests/support/people'

const noteAction: Action<{ id: number; text: string }, { id: bigint; big: bigint }> = {
  name: 'tests.note',
  title: 'Anotar',
  permission: 'jobs.run',
  labels: { text: 'Texto da anotação' },
  input: vine.create({
    id: vine.number().positive().withoutDecimals(),
    text: vine.string().minLength(3),
  }),
  reason: 'required',
  subject: ({ id }) => ({ type: 'tests.thing', id: BigInt(id) }),
  run: async (_, { id }) => ({ id: BigInt(id), big: 9_007_199_254_740_993n }),
  describe: ({ text }) => `Anotado: ${text}`,
}

function withAction(action: Action): () => void {
  const real = registries()
  const actions = new Registry<Action>('action')
  for (const name of real.actions.names()) actions.add(name, real.actions.get(name), 'tests')
  actions.add(action.name, action, 'tests')
  installRegistries({ ...real, actions })
  return () => installRegistries(real)
}

test.group('Actions | doors', (group) => {
  freshDatabase(group)
  group.setup(() => withAction(noteAction))
  const billing = () => bruno()
  const attendant = () => carla()
  const written = () => db.from('audit_entries').where('action', 'tests.note').orderBy('id')

  test('shows a form with what the address does not give, and the reason', async ({
    assert,
    client,
  }) => {
    const response = await client
      .get('/actions/tests.note?id=7&next=/jobs')
      .loginAs(await billing())
    response.assertStatus(200)
    const html = response.text()
    assert.include(html, '<input type="hidden" name="id" value="7">')
    assert.include(html, 'Texto da anotação')
    assert.include(html, 'name="reason"')
    assert.include(html, '<input type="hidden" name="next" value="/jobs">')
  })

  test('does it from a form, says what was done and goes where it was asked', async ({
    assert,
    client,
  }) => {
    const response = await client
      .post('/actions/tests.note')
      .form({ id: '7', text: 'ligação', reason: 'teste', next: '/jobs' })
      .withCsrfToken()
      .redirects(0)
      .loginAs(await billing())
    response.assertStatus(302)
    response.assertHeader('location', '/jobs')
    response.assertFlashMessage('done', 'Anotado: ligação')
    const [entry] = await written()
    assert.containsSubset(entry, { reason: 'teste', actor_name: 'Bruno Matos' })
  })

  test('never goes to another address', async ({ client }) => {
    for (const next of [
      'https://elsewhere.example/',
      '//elsewhere.example',
      String.raw`/\elsewhere.example`,
    ]) {
      const response = await client
        .post('/actions/tests.note')
        .form({ id: '7', text: 'ligação', reason: 'teste', next })
        .withCsrfToken()
        .redirects(0)
        .loginAs(await billing())
      response.assertStatus(302)
      response.assertHeader('location', '/')
    }
  })

  test('goes back with the problem and what was typed', async ({ client }) => {
    const response = await client
      .post('/actions/tests.note')
      .form({ id: '7', text: 'ligação', reason: '' })
      .withCsrfToken()
      .redirects(0)
      .loginAs(await billing())
    response.assertStatus(302)
    response.assertFlashMessage('text', 'ligação')
    response.assertFlashMessage('problem', {
      code: 'E_ACTIONS_REASON',
      people:
        'Escreva o motivo: “Anotar” só é feita com um motivo, que fica registrado no histórico.',
    })
  })

  test('refuses a form without its token, and writes nothing', async ({ assert, client }) => {
    const before = await written()
    const response = await client
      .post('/actions/tests.note')
      .form({ id: '7', text: 'ligação', reason: 'x' })
      .redirects(0)
      .loginAs(await billing())
    assert.notEqual(response.header('location'), '/jobs')
    assert.lengthOf(await written(), before.length)
  })

  test('answers other systems with the output and the sentence', async ({ client }) => {
    const response = await client
      .post('/api/actions/tests.note')
      .json({ id: 7, text: 'ligação', reason: 'teste' })
      .withCsrfToken()
      .loginAs(await billing())
    response.assertStatus(200)
    response.assertBody({
      message: 'Anotado: ligação',
      output: { id: '7', big: '9007199254740993' },
    })
  })

  test('tells other systems which field was refused, what permission lacks, what does not exist', async ({
    client,
  }) => {
    const post = (name: string, body: object) =>
      client.post(`/api/actions/${name}`).json(body).withCsrfToken()
    const invalid = await post('tests.note', { id: 7, text: 'a', reason: 'x' }).loginAs(
      await billing()
    )
    invalid.assertStatus(422)
    invalid.assertBodyContains({
      code: 'E_VALIDATION_ERROR',
      messages: [{ field: 'text', message: 'Escreva pelo menos 3 caracteres.' }],
    })
    const denied = await post('tests.note', { id: 7, text: 'abc', reason: 'x' }).loginAs(
      await attendant()
    )
    denied.assertStatus(403)
    denied.assertBodyContains({ code: 'E_ACCESS_DENIED' })
    const unknown = await post('tests.other', {}).loginAs(await billing())
    unknown.assertStatus(404)
    unknown.assertBodyContains({ code: 'E_ACTIONS_UNKNOWN' })
    const anonymous = await post('tests.note', {})
    anonymous.assertStatus(401)
  })
})
