import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { ParticipantRefusal, runAction } from '#core/actions/index'
import type { Action, Actor, Participant } from '#core/actions/index'
import { systemActor } from '#core/access/index'
import { installRegistries, registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'

interface Input {
  readonly code: string
}

/** Opens a municipality: a real write on a kernel table that shows whether the transaction was kept. */
const openMunicipality: Action<Input, { id: bigint }> = {
  name: 'tests.open_municipality',
  title: 'Abrir município',
  permission: 'access.manage',
  input: vine.create({ code: vine.string().minLength(3) }),
  reason: 'required',
  subject: (_input, { id }) => ({ type: 'access.municipality', id }),
  describe: ({ code }) => `Município ${code} aberto`,
  trail: ({ code }) => ({ after: { code } }),
  async run(context, { code }) {
    const row = { code, name: code, state: 'MT', ibge_code: '5107065', time_zone: 'America/Cuiaba' }
    const [stored] = await context.tx
      .insertQuery()
      .table('access_municipalities')
      .insert(row)
      .returning('id')
    context.emit('jobs.run_finished', { code })
    await context.participate('tests.opened', { code })
    return { id: stored.id as bigint }
  },
}

const actor = systemActor(1n, 'Teste')
const run = (code: string, reason: string | null = 'implantação') =>
  runAction(openMunicipality, { actor, input: { code }, reason })
async function kept(code: string): Promise<number> {
  const rows = await db.from('access_municipalities').where('code', code).select('id')
  return rows.length
}

async function withParticipants(participants: readonly Participant[], work: () => Promise<void>) {
  const real = registries()
  installRegistries({ ...real, participants: new Map([['tests.opened', participants]]) })
  try {
    await work()
  } finally {
    installRegistries(real)
  }
}

test.group('Actions | runAction', (group) => {
  freshDatabase(group)

  test('writes the row, one audit entry and the event in one transaction', async ({ assert }) => {
    const { id } = await run('ABC')
    const entry = await db.from('audit_entries').where('subject_id', String(id)).firstOrFail()
    assert.containsSubset(entry, {
      action: 'tests.open_municipality',
      actor_name: 'Teste',
      description: 'Município ABC aberto',
      reason: 'implantação',
      payload: '{"input":{"code":"ABC"},"trail":{"after":{"code":"ABC"}}}',
    })
    const event = await db.from('actions_outbox').orderBy('id', 'desc').firstOrFail()
    assert.containsSubset(event, {
      event: 'jobs.run_finished',
      payload: '{"code":"ABC"}',
      delivered_at: null,
    })
  })

  test('refuses an actor without the permission before reading the input', async ({ assert }) => {
    const clerk: Actor = {
      userId: 1n,
      name: 'Ana',
      municipalityId: 1n,
      permissions: new Set(['jobs.read']),
    }
    const request = { actor: clerk, input: { code: '' }, reason: 'x' }
    await assert.rejects(
      () => runAction(openMunicipality, request),
      /lacks permission access.manage/
    )
  })

  test('refuses bad input with a message in Portuguese beside the field', async ({ assert }) => {
    try {
      await run('A')
      assert.fail('the input was accepted')
    } catch (error) {
      assert.equal((error as { code: string }).code, 'E_VALIDATION_ERROR')
      assert.containsSubset((error as { messages: unknown }).messages, [
        { field: 'code', message: 'Escreva pelo menos 3 caracteres.' },
      ])
    }
  })

  test('asks for the reason when the action wants one', async ({ assert }) => {
    const failure = await run('NOREASON', '  ').catch((error: unknown) => error)
    assert.equal((failure as { code: string }).code, 'E_ACTIONS_REASON')
    assert.equal(await kept('NOREASON'), 0)
  })

  test('names an action that does not exist', async ({ assert }) => {
    const failure = await runAction('tests.nothing', { actor, input: {} }).catch(
      (error: unknown) => error
    )
    assert.equal((failure as { code: string }).code, 'E_ACTIONS_UNKNOWN')
  })

  test('calls participants in order and returns their warnings to the action', async ({
    assert,
  }) => {
    const called: string[] = []
    const participant = (name: string): Participant => ({
      point: 'tests.opened',
      async run(context, payload: Input) {
        called.push(`${name} ${payload.code} ${context.municipalityId}`)
        return [{ code: 'odd', severity: 'warning', path: name, message: 'Estranho' }]
      },
    })
    await withParticipants([participant('first'), participant('second')], async () => {
      await run('DEF')
    })
    assert.deepEqual(called, ['first DEF 1', 'second DEF 1'])
  })

  test('undoes everything when a participant finds a critical issue', async ({ assert }) => {
    const refusing: Participant = {
      point: 'tests.opened',
      run: async () => [
        { code: 'no_account', severity: 'critical', path: '1.1', message: 'Falta a conta 1.1' },
      ],
    }
    const before = await db.from('audit_entries').count('* as total').first()
    await withParticipants([refusing], async () => {
      const failure = await run('GHI').catch((error: unknown) => error)
      assert.instanceOf(failure, ParticipantRefusal)
      assert.equal((failure as ParticipantRefusal).people, 'Nada foi gravado: Falta a conta 1.1')
      assert.equal((failure as ParticipantRefusal).issues[0]?.code, 'no_account')
    })
    assert.equal(await kept('GHI'), 0)
    assert.deepEqual(await db.from('audit_entries').count('* as total').first(), before)
  })

  test('undoes everything when the action emits an event that nobody declared', async ({
    assert,
  }) => {
    const wrong: typeof openMunicipality = {
      ...openMunicipality,
      async run(context, input) {
        const output = await openMunicipality.run(context, input)
        context.emit('tests.unknown', {})
        return output
      },
    }
    const request = { actor, input: { code: 'JKL' }, reason: 'x' }
    const failure = await runAction(wrong, request).catch((error: unknown) => error)
    assert.equal((failure as { code: string }).code, 'E_ACTIONS_EVENT')
    assert.equal(await kept('JKL'), 0)
  })
})
