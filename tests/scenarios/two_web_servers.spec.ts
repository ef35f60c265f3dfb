import { test } from '@japa/runner'
import { freshDatabase } from '#tests/support/database'
import { Balancer } from '#tests/support/balancer'
import { Visitor } from '#tests/support/visitor'
import { type WebProcess, startWeb } from '#tests/support/web_process'

const REQUESTS = 1000
const AT_ONCE = 12
const SHARE = 0.4

test.group('Two web servers', (group) => {
  freshDatabase(group)
  let servers: WebProcess[] = []

  group.each.setup(async () => {
    servers = await Promise.all([startWeb(), startWeb()])
    return () => Promise.all(servers.map((server) => server.stop())).then(() => undefined)
  })
  group.each.timeout(170_000)

  test('who entered through the first goes on at the second when the first is stopped', async ({
    assert,
    cleanup,
  }) => {
    const [first, second] = servers as [WebProcess, WebProcess]
    const balancer = await Balancer.before([first.url, second.url])
    cleanup(() => balancer.close())
    const entering = new Visitor(first.url)
    const entered = await entering.login('ana.admin@demo.aqueduto', 'aqueduto-demo')
    assert.equal(entered.status, 302)
    const visitor = entering.through(balancer.url)
    const before = await visitor.get('/account')
    assert.equal(before.headers.get('x-served-by'), first.url)
    assert.include(await before.text(), 'Ana Ribeiro')
    await first.stop()
    for (let time = 0; time < 4; time++) {
      const page = await visitor.get('/account')
      assert.equal(page.status, 200)
      assert.equal(page.headers.get('x-served-by'), second.url)
      assert.include(await page.text(), 'Ana Ribeiro')
    }
    const stranger = await new Visitor(balancer.url).get('/account')
    assert.equal(stranger.status, 302, 'the second server knows who entered and who did not')
  }).tags(['@TR-3.1.2.6'])

  test('a thousand requests are shared by both, and none fails', async ({ assert, cleanup }) => {
    const balancer = await Balancer.before(servers.map(({ url }) => url))
    cleanup(() => balancer.close())
    const visitor = new Visitor(balancer.url)
    await visitor.login('ana.admin@demo.aqueduto', 'aqueduto-demo')
    balancer.answered.clear()
    const paths = [
      '/registry/premises?q=silva',
      '/api/registry/customers',
      '/registry/streets',
      '/tables',
    ]
    const statuses: number[] = []
    let sent = 0
    const send = async () => {
      while (sent < REQUESTS) {
        const answer = await visitor.get(paths[sent++ % paths.length]!)
        await answer.text()
        statuses.push(answer.status)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, send))
    assert.lengthOf(statuses, REQUESTS)
    assert.deepEqual([...new Set(statuses)], [200])
    for (const { url } of servers)
      assert.isAtLeast(balancer.answered.get(url) ?? 0, REQUESTS * SHARE)
  }).tags(['@TR-3.1.5.2'])
})
