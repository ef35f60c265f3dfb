import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { signatureOf } from '../../webhooks/signature.ts'

const PAGE = new URL('../../../../docs/implementers/events-and-webhooks.md', import.meta.url)

type IsOurs = (secret: string, headers: object, body: string, now?: number) => boolean

/** The example as the page prints it. */
async function example(): Promise<IsOurs> {
  const [, code] = /```js\n([\s\S]*?)```/.exec(readFileSync(PAGE, 'utf8'))!
  const module = (await import(`data:text/javascript,${encodeURIComponent(code!)}`)) as {
    isOurs: IsOurs
  }
  return module.isOurs
}

test.group('Webhooks | the example of the documentation', () => {
  const headersOf = (body: string, seconds: number) => ({
    'aqueduto-timestamp': String(seconds),
    'aqueduto-signature': signatureOf('segredo-do-sistema', seconds, body),
  })

  test('believes what is signed, and nothing that was changed, repeated late or signed otherwise', async ({
    assert,
  }) => {
    const isOurs = await example()
    const headers = headersOf('{"a":1}', 1000)
    assert.isTrue(isOurs('segredo-do-sistema', headers, '{"a":1}', 1010))
    assert.isFalse(isOurs('segredo-do-sistema', headers, '{"a":2}', 1010))
    assert.isFalse(isOurs('outro-segredo-qualquer', headers, '{"a":1}', 1010))
    assert.isFalse(isOurs('segredo-do-sistema', headers, '{"a":1}', 9000))
    assert.isFalse(isOurs('segredo-do-sistema', {}, '{"a":1}', 1010))
  })
})
