import { test } from '@japa/runner'
import { ProductCopy, stepsOf } from '#tests/support/product_copy'

const PAGE = 'docs/implementers/first-plugin.md'
const SKELETON_TEST = 'plugins/wells/tests/functional/items.spec.ts'

/** A shell line of the page, done in the copy as a person would do it in a checkout. */
async function perform(copy: ProductCopy, line: string): Promise<string> {
  const [program, ...args] = line.trim().split(/\s+/)
  if (program === 'rm') {
    for (const file of args) copy.remove(file)
    return ''
  }
  const ace = args.slice(args.indexOf('--') + 1)
  const { status, text } = await copy.node('ace.js', ...ace)
  if (status !== 0) throw new Error(`${line}\n${text}`)
  return text
}

test.group('Architecture | the tutorial of a first plugin', (group) => {
  let copy: ProductCopy

  group.setup(() => {
    copy = new ProductCopy()
    return () => copy.dispose()
  })

  test('a plugin from the generator passes its own tests as it is', async ({ assert }) => {
    const line = stepsOf(PAGE).find(({ kind }) => kind === 'shell')!.text
    assert.match(line, /make:plugin wells/)
    await perform(copy, line)
    const { status, text } = await copy.node(
      'ace.js',
      'test',
      'functional',
      `--files=${SKELETON_TEST}`
    )
    assert.equal(status, 0, text)
    assert.match(text, /2 passed/)
    const style = await copy.node(
      'node_modules/prettier/bin/prettier.cjs',
      '--check',
      'plugins/wells',
      'config'
    )
    assert.equal(style.status, 0, style.text)
    const lint = await copy.node('node_modules/eslint/bin/eslint.js', 'plugins/wells', 'config')
    assert.equal(lint.status, 0, lint.text)
  }).timeout(180_000)

  test('the page builds the plugin, which compiles and passes its tests', async ({ assert }) => {
    const printed: string[] = []
    for (const { kind, file, text } of stepsOf(PAGE).slice(1)) {
      if (kind === 'file') copy.write(file, text)
      else for (const line of text.trim().split('\n')) printed.push(await perform(copy, line))
    }
    assert.match(printed.join(''), /4 passed/)
    const types = await copy.node('node_modules/typescript/bin/tsc', '--noEmit')
    assert.equal(types.status, 0, types.text)
    const { text: list } = await copy.node('ace.js', 'plugin:list', '--plugin=wells')
    for (const name of ['wells.wells', 'wells.seal', 'wells.free_flow_m3_day', 'wells.well_sealed'])
      assert.include(list, name)
  }).timeout(240_000)
})
