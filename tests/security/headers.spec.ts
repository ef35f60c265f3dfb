import { test } from '@japa/runner'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

const PAGES = ['/', '/registry/customers', '/registry/customers/new', '/configuration', '/plugins']

test.group('Security | headers', (group) => {
  freshDatabase(group)

  test('every page says what the browser may do with it', async ({ client, assert }) => {
    const ana = await userNamed('ana.admin')
    for (const path of PAGES) {
      const response = await client.get(path).loginAs(ana)
      const header = (name: string) => String(response.header(name))
      const policy = header('content-security-policy')
      const directive = (name: string) =>
        policy.split(';').find((one) => one.trim().startsWith(`${name} `)) ?? ''
      assert.notMatch(policy, /unsafe-eval/, path)
      assert.notMatch(directive('script-src'), /unsafe-inline|https?:|\*/, path)
      assert.match(directive('object-src'), /'none'/, path)
      assert.match(directive('frame-ancestors'), /'self'/, path)
      assert.equal(header('x-content-type-options'), 'nosniff', path)
      assert.equal(header('referrer-policy'), 'same-origin', path)
      assert.equal(header('cross-origin-opener-policy'), 'same-origin', path)
      assert.equal(header('cache-control'), 'no-store', path)
      assert.match(header('strict-transport-security'), /max-age=\d{7,}/, path)
    }
  })

  test('no page carries a script of its own that the policy would have to let through', async ({
    client,
    assert,
  }) => {
    const ana = await userNamed('ana.admin')
    for (const path of PAGES) {
      const page = await client.get(path).loginAs(ana)
      const scripts = [...page.text().matchAll(/<script\b([^>]*)>/g)].map(
        ([, attributes]) => attributes!
      )
      for (const attributes of scripts)
        assert.match(attributes, /\bsrc=|nonce=|type="application\/json"/, path)
      assert.notMatch(page.text(), /\son(click|load|submit|change|input)=/i, path)
      assert.notMatch(page.text(), /javascript:/i, path)
    }
  })
})
