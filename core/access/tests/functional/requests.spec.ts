import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import { systemActor } from '#core/access/index'
import { addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import {
  browserOf,
  enter,
  open,
  problemOf,
  profileNamed,
  putParameter,
  send,
  setParameter,
} from '../support/people.ts'

const today = () => clock.today('America/Cuiaba')

const held = (login: string) =>
  query<{ name: string }>(
    db,
    `select p.name from access_user_profiles up join access_profiles p on p.id = up.profile_id
       join access_users u on u.id = up.user_id where u.login = ? order by p.name`,
    [login]
  ).then((rows) => rows.map(({ name }) => name))

const waiting = async (login: string): Promise<bigint[]> => {
  const rows = await query<{ id: bigint }>(
    db,
    `select r.id from access_profile_requests r join access_users u on u.id = r.user_id
      where u.login = ? and r.status = 'requested' order by r.id`,
    [login]
  )
  return rows.map(({ id }) => id)
}

const decide = (client: ApiClient, who: string, request: bigint, decision = 'approve') =>
  send(client, who, '/actions/access.decide_profile_request', {
    ...{ request: String(request), decision, reason: 'Conferido com a chefia' },
  })

/** Level of the practice on the page of the reviews. */
const level = async (client: ApiClient) => {
  const page = await open(client, 'ana.', '/access/reviews')
  return /practice-level-(\d)(?:(?!practice-level).)*Acertar AC-102/s.exec(page.text())?.[1]
}

const LUCAS = {
  ...{ login: 'lucas', full_name: 'Lucas Prates', email: 'lucas@example.org' },
  ...{ password: 'Agua-2026-Forte', password_confirmation: 'Agua-2026-Forte' },
}

test.group('Access | granting by approved request', (group) => {
  freshDatabase(group)

  test('no profile is granted without a request that somebody else approved; dismissal takes access away the same day; a campaign lists who has the profile and ends when each is decided; without it the level is 2', async ({
    client,
    assert,
  }) => {
    assert.equal(await level(client), '1', 'granted directly, never reviewed')
    await putParameter(client, 'access.direct_granting', false)
    assert.equal(await level(client), '2', 'by request, never reviewed')
    const desk = await profileNamed('Atendente')
    const reading = await profileNamed('Coordenador de leitura')

    // Every door: registering, changing profiles, asking by the interface, coming back.
    const created = await send(client, 'ana.', '/access/users', { ...LUCAS, profiles: [desk] })
    assert.include(created.flashMessage('done'), 'aguardam a decisão de outra pessoa: Atendente')
    const { id } = await userNamed('lucas')
    const asked = await send(client, 'ana.', `/access/users/${id}/profiles`, {
      ...{ profiles: [desk, reading], reason: 'Cobre a leitura' },
    })
    assert.include(asked.flashMessage('done'), 'Atendente, Coordenador de leitura')
    const page = await open(client, 'ana.', `/access/users/${id}`)
    page.assertTextIncludes('À espera de decisão: Coordenador de leitura, Atendente')
    const api = await client
      .post('/api/actions/access.set_profiles')
      .loginAs(await userNamed('ana.'))
      .withCsrfToken()
      .json({ id, profiles: [desk] })
    api.assertStatus(200)
    assert.isEmpty(await held('lucas'))

    const requests = await waiting('lucas')
    assert.lengthOf(requests, 2, 'one for each profile, however often it is asked for')
    const own = await decide(client, 'ana.', requests[0]!)
    assert.equal(problemOf(own)?.code, 'E_ACCESS_REQUEST_DECIDER')
    const forbidden = await decide(client, 'carla.', requests[0]!)
    assert.equal(problemOf(forbidden)?.code, 'E_ACCESS_DENIED')
    assert.isEmpty(await held('lucas'))
    const granted = await decide(client, 'diego.', requests[0]!)
    assert.include(granted.flashMessage('done'), 'Lucas Prates recebeu o perfil “Atendente”')
    await decide(client, 'diego.', requests[1]!, 'refuse')
    assert.deepEqual(await held('lucas'), ['Atendente'])
    const list = await open(client, 'gilda.', '/access/requests')
    for (const text of ['Lucas Prates', 'por Diego Farias', 'Conferido com a chefia', 'Recusado']) {
      list.assertTextIncludes(text)
    }

    // The campaign of one profile: everybody who has it, and nobody else.
    const opened = await send(client, 'ana.', '/access/reviews', {
      ...{ title: 'Atendimento', profile: desk },
    })
    const path = opened.header('location')!
    const campaign = await open(client, 'ana.', path)
    for (const name of ['Carla Nunes', 'Lucas Prates']) campaign.assertTextIncludes(name)
    assert.notInclude(campaign.text(), 'Elisa Prado')
    const lines = await query<{ id: bigint }>(
      db,
      'select id from access_review_lines where review_id = ? order by full_name',
      [/\d+$/.exec(path)![0]]
    )
    assert.lengthOf(lines, 2)
    const keep = (line: bigint) =>
      send(client, 'ana.', '/actions/access.decide_review_line', {
        ...{ line: String(line), decision: 'keep' },
      })
    const sign = () =>
      send(client, 'ana.', '/actions/access.sign_review', { id: /\d+$/.exec(path)![0] })
    await keep(lines[0]!.id)
    assert.equal(problemOf(await sign())?.code, 'E_ACCESS_REVIEW_PENDING')
    await keep(lines[1]!.id)
    const signed = await sign()
    assert.include(signed.flashMessage('done'), '2 acessos mantidos')
    assert.equal(await level(client), '2', 'one profile of several was reviewed')

    // Dismissed today, with a session open.
    const entered = await enter(client, 'lucas', 'Agua-2026-Forte')
    const browser = browserOf(client, entered)
    const inside = await browser.get('/account/password')
    inside.assertStatus(200)
    const gone = await send(client, 'ana.', '/actions/access.dismiss_user', {
      ...{ id, leaves_on: today(), reason: 'Exonerado' },
    })
    assert.include(gone.flashMessage('done'), 'perfis retirados e sessões encerradas')
    assert.isEmpty(await held('lucas'))
    const outside = await browser.get('/account/password')
    assert.include(outside.header('location'), '/login')
    const back = await send(client, 'ana.', '/actions/access.reactivate_user', {
      ...{ id, reason: 'Voltou' },
    })
    assert.include(back.flashMessage('done'), 'reativado')
    assert.isEmpty(await held('lucas'), 'who comes back has no profile')
  }).tags(['@AC-102'])

  test('level 3 asks for the review of all, and lapses with its time', async ({
    client,
    assert,
  }) => {
    const opened = await send(client, 'ana.', '/access/reviews', { title: 'Todos' })
    const review = /\d+$/.exec(opened.header('location')!)![0]
    await query(
      db,
      `update access_review_lines set decision = 'keep', decided_at = now(),
              decided_by = (select id from access_users where login like 'diego.%') where review_id = ?`,
      [review]
    )
    await send(client, 'ana.', '/actions/access.sign_review', { id: review })
    assert.equal(await level(client), '3')
    clock.freeze(`${addDays(today(), 200)}T12:00:00.000Z`)
    assert.equal(await level(client), '2')
    clock.restore()
  }).tags(['@AC-102'])

  test('who was put aside comes back by a request; who leaves later, or enters no more, loses access during the night', async ({
    client,
    assert,
  }) => {
    const { id: elisa, municipalityId } = await userNamed('elisa.')
    const act = (name: string, who: { id: string }, more = {}) =>
      send(client, 'ana.', `/actions/access.${name}`, { id: who.id, reason: 'Licença', ...more })
    await act('deactivate_user', { id: elisa })
    const back = await act('reactivate_user', { id: elisa })
    assert.include(back.flashMessage('done'), 'aguardam a decisão de outra pessoa')
    assert.isEmpty(await held('elisa.leitura@demo.aqueduto'))
    const [request] = await waiting('elisa.leitura@demo.aqueduto')
    await decide(client, 'diego.', request!)

    const later = await act('dismiss_user', { id: elisa }, { leaves_on: addDays(today(), 2) })
    assert.include(later.flashMessage('done'), 'marcado para')
    await setParameter('access.inactive_days', 30)
    const night = (days: number) => {
      const date = addDays(today(), days)
      return runInline('access.end_access', { date }, systemActor(BigInt(municipalityId)))
    }
    await night(1)
    assert.lengthOf(await held('elisa.leitura@demo.aqueduto'), 1)
    await night(2)
    assert.isEmpty(await held('elisa.leitura@demo.aqueduto'))
    await query(
      db,
      `update access_users set last_login_at = now() + interval '20 days' where login like 'gilda.%'`
    )
    await night(45)
    const left = await query<{ login: string }>(
      db,
      `select split_part(login, '.', 1) as login from access_users
        where municipality_id = ? and is_active order by login`,
      [municipalityId]
    )
    assert.deepEqual(
      left.map(({ login }) => login),
      ['ana', 'gilda'],
      'who entered meanwhile, and the last who administers users'
    )
  })
})
