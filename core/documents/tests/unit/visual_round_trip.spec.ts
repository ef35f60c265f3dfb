import { test } from '@japa/runner'
import fc from 'fast-check'
import { type Component, grapesjs } from 'grapesjs'
import { registries } from '#core/kernel/index'
import { readTree, treeText } from '../../markup/tree.ts'
// The editor's own modules, as its page loads them.
import { componentsOf } from '#studio/document/to_components'
import { remember, templateOf } from '#studio/document/to_template'
import { documentTypes } from '#studio/document/component_types'

/** A template opened on a canvas without a screen, and written again. */
function opened(source: string, sample: unknown) {
  const editor = grapesjs.init({
    headless: true,
    storageManager: false,
    avoidInlineStyle: false,
    plugins: [documentTypes],
  })
  editor.setComponents(componentsOf(source, sample))
  const wrapper = editor.getWrapper()!
  remember(wrapper)
  return { editor, wrapper }
}

const throughCanvas = (source: string, sample: unknown): string => {
  const { editor, wrapper } = opened(source, sample)
  const text = templateOf(wrapper)
  editor.destroy()
  return text
}

const fields = fc.constantFrom('{{name}}', '{{brl total_cents}}', '{{#if (gt a "0")}}', '{{/if}}')
const pieces = fc.oneof(
  { weight: 3, arbitrary: fields },
  fc.constantFrom('{{#each rows}}', '{{/each}}', '{{else}}', '{{!-- <b> --}}', '{{qr a size=15}}'),
  fc.constantFrom('<p class="box {{tone}}">', '</p>', '<table>', '<tr>', '<td>', '</td>', '</tr>'),
  fc.constantFrom('</table>', '<br>', '<img src="{{logo}}" alt="">', '<svg><path d="M1"/></svg>'),
  fc.constantFrom('<ul>', '<li>', '</ul>', '<b>', '</b>', '<i/>', '&nbsp;', '&amp;', '<!-- x -->'),
  fc.constantFrom(
    '<td class="{{#if late}}red{{/if}}">',
    '<p style="color: #c00">',
    '< 3',
    '"',
    '{{'
  ),
  fc.string({ maxLength: 12 })
)

test.group('Documents | visual editor', () => {
  test('every shipped template goes through the canvas to the letter', ({ assert }) => {
    const types = registries().documents.all()
    assert.isAbove(types.length, 1)
    for (const { name, template, sample } of types) {
      assert.equal(throughCanvas(template, sample), template, name)
      assert.equal(treeText(readTree(template)), template, name)
    }
  }).timeout(60_000)

  test('whatever is written comes back to the letter', ({ assert }) => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const source = parts.join('')
        assert.equal(treeText(readTree(source)), source)
      }),
      { numRuns: 2000 }
    )
  }).timeout(60_000)

  test('also through the canvas', ({ assert }) => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const source = parts.join('')
        assert.equal(throughCanvas(source, {}), source)
      }),
      { numRuns: 150 }
    )
  }).timeout(120_000)

  test('a change writes only what was changed', ({ assert }) => {
    const source =
      '<p class="box {{tone}}" style="margin:0">A</p>{{#each rows}}<table><tr><td>{{x}}</td></tr></table>{{/each}}'
    const { editor, wrapper } = opened(source, { tone: 'warn', rows: [{ x: '1' }] })
    const [first] = wrapper.components().models
    const find = (tag: string, from: Component = wrapper): Component | undefined =>
      from.get('tagName') === tag
        ? from
        : from
            .components()
            .models.map((one) => find(tag, one))
            .find(Boolean)
    first!.addStyle({ color: '#c00000' })
    first!.addClass('wide')
    find('td')!.addAttributes({ align: 'right' })
    const text = templateOf(wrapper)
    assert.match(text, /^<p class="box \{\{tone\}\} wide" style="[^"]*color: ?#c00000[^"]*">A<\/p>/)
    assert.include(
      text,
      '{{#each rows}}<table><tr><td align="right">{{x}}</td></tr></table>{{/each}}'
    )
    editor.destroy()
  })
})
