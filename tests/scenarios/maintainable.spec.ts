import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { type CivilDate, addDays, clock, formatDate } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { freshDatabase } from '#tests/support/database'
import { Visitor } from '#tests/support/visitor'
import { startWeb } from '#tests/support/web_process'
import { userNamed } from '#tests/support/people'

const KEY = 'alerts.disk_percent'
const PAGE = `/configuration/parameter/${KEY}`
const REASON = 'Disco menor no servidor novo'

async function post(client: ApiClient, who: string, path: string, form: object) {
  const response = await client
    .post(path)
    .loginAs(await userNamed(who))
    .withCsrfToken()
    .form(form)
    .redirects(0)
  response.assertStatus(302)
  return response
}

/** The addresses of the menu that a person sees. */
async function menuOf(variables: Record<string, string>) {
  const server = await startWeb(variables)
  try {
    const visitor = new Visitor(server.url)
    await visitor.login('ana.admin@demo.aqueduto', 'aqueduto-demo')
    const home = await visitor.get('/')
    if (home.status !== 200) throw new Error(await home.text())
    const text = await home.text()
    const paths = [...text.matchAll(/class="nav-item" href="([^"]+)"/g)].map(([, path]) => path!)
    const answers: Record<string, number> = {}
    for (const path of paths) {
      const direct = await visitor.get(path)
      // One's own queue is the list of all, filtered.
      const onward = direct.status === 302 && direct.headers.get('location')
      const page = onward ? await visitor.get(onward) : direct
      await page.text()
      answers[path] = page.status
    }
    return answers
  } finally {
    await server.stop()
  }
}

const isOfAccounting = (path: string) => path.startsWith('/accounting')

test.group('The commercial system is kept up and changed', (group) => {
  freshDatabase(group)
  group.each.timeout(170_000)

  test('a parameter changes on its day, with user and reason in its history; a plugin that is off takes its menu along and nothing else', async ({
    assert,
    client,
  }) => {
    const { municipalityId } = await userNamed('bruno.')
    const today = clock.today('America/Cuiaba') as CivilDate
    const start = addDays(today, 7)
    // What people are told on a day, once that day has come.
    const value = async (on: CivilDate) => {
      clock.freeze(`${on}T16:00:00Z`)
      try {
        const path = `/api/configuration/parameter/${KEY}`
        const response = await client.get(path).loginAs(await userNamed('gilda.'))
        response.assertStatus(200)
        const told = (response.body() as { in_force: { content: { value: number } } }).in_force
        assert.equal(await parameterInForce(KEY, municipalityId, on), told.content.value)
        return told.content.value
      } finally {
        clock.restore()
      }
    }
    const before = await value(today)
    assert.notEqual(before, 75)
    const drafted = await post(client, 'bruno.', `${PAGE}/draft`, { content: '{"value":75}' })
    const [, id] = /versions\/(\d+)$/.exec(drafted.header('location') ?? '')!
    await post(client, 'bruno.', `/configuration/versions/${id}/submit`, {
      ...{ from: start, reason: REASON, legal_basis: 'Portaria 5/2026' },
    })
    await post(client, 'diego.', `/configuration/versions/${id}/approve`, { note: 'De acordo' })
    assert.equal(await value(addDays(start, -1)), before)
    assert.equal(await value(start), 75)
    const history = await client
      .get(`/configuration/versions/${id}`)
      .loginAs(await userNamed('gilda.'))
    history.assertStatus(200)
    const [author, approver] = [await userNamed('bruno.'), await userNamed('diego.')]
    for (const text of [REASON, author.fullName, approver.fullName, formatDate(start)])
      history.assertTextIncludes(text)

    const whole = await menuOf({})
    assert.isAbove(Object.keys(whole).filter(isOfAccounting).length, 0)
    const without = await menuOf({ AQUEDUTO_WITHOUT: 'accounting' })
    assert.sameMembers(
      Object.keys(without),
      Object.keys(whole).filter((path) => !isOfAccounting(path))
    )
    assert.deepEqual(
      Object.entries(without).filter(([, status]) => status !== 200),
      []
    )
  }).tags(['@CM-02'])
})
