import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'

const ROOM = new URL('../../', import.meta.url)
const IMPORT = /(?:from|import) '([^']+)'/g

/** What a file and everything of this room behind it import from outside the room. */
async function outsideOf(name: string): Promise<Set<string>> {
  const outside = new Set<string>()
  const seen = new Set<string>()
  const queue = [new URL(name, ROOM)]
  for (const file of queue) {
    if (seen.has(file.href)) continue
    seen.add(file.href)
    const text = await readFile(file, 'utf8')
    for (const [, specifier = ''] of text.matchAll(IMPORT)) {
      if (specifier.startsWith('.')) queue.push(new URL(specifier, file))
      else outside.add(specifier)
    }
  }
  return outside
}

test.group('Rules | in the browser', () => {
  test('the engine needs json-logic-js and pure rooms only: no Node, no database, no ajv', async ({
    assert,
  }) => {
    const outside = await outsideOf('browser.ts')
    assert.sameMembers([...outside], ['json-logic-js', '#core/money/index', '#core/calendar/index'])
  })

  test('the whole room adds ajv', async ({ assert }) => {
    const outside = await outsideOf('index.ts')
    assert.isTrue(outside.has('ajv/dist/2020.js'))
  })
})
