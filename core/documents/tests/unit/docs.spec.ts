import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { test } from '@japa/runner'
import {
  type DocumentType,
  HELPER_DOCS,
  outputsOf,
  renderHtml,
  schemaParts,
} from '#core/documents/index'
import { checkTemplateOf } from '../../check_template.ts'
import { preview } from '../../isolated/work.ts'
import { PAGE_FORMATS } from '../../layouts.ts'
import { previewsOf } from '../../previews.ts'
import { TEXT_TITLES } from '../../render_text.ts'
import { BLOCK_HELPERS } from '../../template_check.ts'
import { THERMAL_COMMANDS } from '../../thermal/lines.ts'

const read = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')
const page = read('docs/implementers/documents.md')

/** Names of the members of an interface, as its source declares them. */
function membersOf(name: string): string[] {
  const source = read('core/documents/document_type.ts')
  const [, body = ''] =
    new RegExp(`export interface ${name}[^{]*\\{\\n([\\s\\S]*?)\\n\\}`).exec(source) ?? []
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)\??[:(]/gm)].map(([, member]) => member!)
}

/** The example of the page, as the plugin of who copies it would export it. */
function example(): DocumentType {
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(page) ?? []
  const body = stripTypeScriptTypes(code)
    .replace(/^import .*$/m, '')
    .replace('export const receiptDocument', 'return')
    .replace(/return\s*=/, 'return')
  return new Function('s', body)(schemaParts) as DocumentType
}

test.group('Documents | page for implementers', () => {
  test('names every member of {$self}')
    .with(['DocumentType', 'DocumentTemplate', 'DocumentTexts', 'RealData'])
    .run(({ assert }, name) => {
      const members = membersOf(name)
      assert.isAbove(members.length, 2)
      for (const member of members) assert.include(page, `\`${member}\``, member)
    })

  test('names every command, part of a schema, paper, face and command of a printer', ({
    assert,
  }) => {
    const names = [
      ...Object.keys(HELPER_DOCS),
      ...BLOCK_HELPERS,
      ...Object.keys(schemaParts),
      ...PAGE_FORMATS,
      ...Object.keys(TEXT_TITLES),
      ...Object.keys(THERMAL_COMMANDS).map((name) => `@${name}`),
    ]
    for (const name of names) assert.include(page, `\`${name}\``)
  })

  test('its example is a document whose every output renders', ({ assert }) => {
    const type = example()
    assert.deepEqual(outputsOf(type), [
      ...['html', 'pdf', 'text', 'thermal', 'email', 'sms', 'whatsapp'],
    ])
    checkTemplateOf(type, type)
    assert.include(renderHtml(type, null, type.sample), 'Maria Aparecida')
    for (const [face] of previewsOf(type)) {
      const shown = preview({ type, template: type, data: type.sample, face })
      assert.match('html' in shown ? shown.html : shown.text, /180,82/, face)
    }
    assert.throws(() => renderHtml(type, null, { ...(type.sample as object), extra: 1 }), /extra/)
  })
})
