import { test } from '@japa/runner'
import { Edge } from 'edge.js'
import { keepCompiled } from '../../view/compiled_templates.ts'

test.group('Web | compiled templates', () => {
  test('what is included is read and compiled once, and shows the variables around it each time', async ({
    assert,
  }) => {
    const edge = Edge.create()
    keepCompiled(edge)
    edge.registerTemplate('row', { template: '{{ one }} of {{ title }};' })
    const around = (list: string) => `@each(one in ${list})\n@include('row')\n@end`
    edge.registerTemplate('page', { template: around('list') })
    let read = 0
    const resolve = edge.loader.resolve.bind(edge.loader)
    edge.loader.resolve = (path) => {
      read++
      return resolve(path)
    }
    const page = async (list: readonly string[], title: string) => {
      const html = await edge.render('page', { list, title })
      return html.split(/\s*;\s*/).filter(Boolean)
    }
    assert.deepEqual(await page(['a', 'b'], 'x'), ['a of x', 'b of x'])
    const first = read
    assert.deepEqual(await page(['c'], 'y'), ['c of y'])
    assert.equal(read, first)
  })
})
