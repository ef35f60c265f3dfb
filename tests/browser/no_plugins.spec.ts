import { glob, readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { chromiumLaunchOptions } from '#core/documents/chromium'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { inLanes } from '#tests/support/in_lanes'
import { address, enter } from './support.ts'

/** What only a plug-in of the browser could show. */
const FOREIGN =
  /<(applet|object|embed|bgsound|isindex)\b|x-java|application\/x-(shockwave|silverlight|java)/i

/** Addresses that give a file, or data to another system. */
const NO_PAGE = /^\/api\/|\/(export|template|stream)$/

/** Every page: addresses without parameters, and of each record type the page and the forms of its first record. */
async function pages(): Promise<string[]> {
  const plain = Object.values(router.toJSON())
    .flat()
    .filter(({ methods, pattern }) => methods.includes('GET') && !/[:*]/.test(pattern))
    .map(({ pattern }) => pattern)
    .filter((path) => !NO_PAGE.test(path))
  const own = registries()
    .records.all()
    .map(async ({ path, table, operations = {} }) => {
      const [row] = await query<{ id: bigint }>(db, `select id from ${table} order by id limit 1`)
      if (!row) return []
      const page = `${path}/${row.id}`
      const changes = Object.keys(operations).map((name) => `${page}/change/${name}`)
      return [page, ...changes]
    })
  const ofRecords = await Promise.all(own)
  return [...new Set([...plain, ...ofRecords.flat()])]
}

test.group('Browser | nothing to install', (group) => {
  freshDatabase(group)

  test('no page asks for a plug-in, and the browser of these tests has no extension', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext()
    const page = await enter(context, 'ana.admin')
    const all = await pages()
    assert.isAbove(all.length, 250)
    let seen = 0
    const foreign = await inLanes(all, async (path) => {
      const answer = await context.request.get(address(path))
      if (!/text\/html/.test(answer.headers()['content-type'] ?? '')) return null
      seen++
      return FOREIGN.test(await answer.text()) ? path : null
    })
    assert.deepEqual(foreign, [])
    assert.isAbove(seen, 200)
    // Pages that ask for a record of their own too: nothing that a page is drawn from has such an element.
    const sources = await Array.fromAsync(
      glob([
        '{core,plugins,templates}/**/*.edge',
        'templates/ui/**/*.js',
        'plugins/**/documents/**/*.ts',
      ])
    )
    assert.isAbove(sources.length, 250)
    const drawn = await inLanes(sources, async (path) =>
      FOREIGN.test(await readFile(path, 'utf8')) ? path : null
    )
    assert.deepEqual(drawn, [])

    const session = await browser.newBrowserCDPSession()
    const { targetInfos: targets } = await session.send('Target.getTargets')
    assert.isAbove(targets.length, 0)
    assert.deepEqual(
      targets.filter(({ url }) => url.startsWith('chrome-extension:')),
      []
    )
    const { args } = await chromiumLaunchOptions()
    assert.include(args, '--disable-extensions', 'as every browser test is launched')
    await page.goto(address('/registry/premises'))
    assert.equal(await page.locator('applet, object, embed').count(), 0)
    await context.close()
  })
    .tags(['@TR-3.1.3.1'])
    .timeout(300_000)
})
