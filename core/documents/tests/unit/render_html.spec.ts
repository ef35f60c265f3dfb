import { test } from '@japa/runner'
import { DocumentError, type DocumentType, renderHtml } from '#core/documents/index'
import { withoutMarks } from '../../helpers.ts'
import { compileTemplate } from '../../render_html.ts'

const type: DocumentType = {
  name: 'test.letter',
  title: 'Carta',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'cents', 'items', 'nothing'],
    properties: {
      name: { type: 'string' },
      cents: { type: 'string' },
      items: { type: 'array', items: { type: 'string' } },
      nothing: { type: 'null' },
    },
  },
  sample: {},
  template: '<p>{{name}}</p>',
  style: '',
  paper: { format: 'A4', margins: { top: 10, right: 10, bottom: 10, left: 10 } },
}
const data = { name: 'Ana', cents: '123456', items: ['a', 'b'], nothing: null }

function render(template: string, given: unknown = data): string {
  const html = renderHtml(type, { template, style: '' }, given)
  return /<main class="document">(.*)<\/main>/s.exec(html)![1]!
}

function refusal(template: string, given: unknown = data): DocumentError {
  try {
    render(template, given)
  } catch (error) {
    if (error instanceof DocumentError) return error
    throw error
  }
  throw new Error(`not refused: ${template}`)
}

test.group('Documents | renderHtml', () => {
  test('escapes what the data hold', ({ assert }) => {
    assert.equal(render('{{name}}', { ...data, name: '<b>"&' }), '&lt;b&gt;&quot;&amp;')
  })

  test('formats {0}')
    .with([
      ['{{brl cents}}', 'R$\u00a01.234,56'],
      ['{{money "-5"}}', '\u22120,05'],
      [
        '{{decimal "4.210000" 2}} {{decimal "0.0335" 2}} {{decimal "1234567"}}',
        '4,21 0,0335 1.234.567',
      ],
      ['{{m3 "14.000"}}', '14\u202fm³'],
      [
        '{{date "2026-12-10"}} {{refMonth "2026-11"}} {{refMonthName "2026-11"}}',
        '10/12/2026 11/2026 novembro de 2026',
      ],
      ['{{registration "000123457"}} {{postalCode "78000120"}}', '00012345-7 78000-120'],
      ['{{taxId "12345678909"}}', '<span class="whole">***.456.789-**</span>'],
      ['{{taxId "12ABC34501DE35"}}', '<span class="whole">12.ABC.345/01DE-35</span>'],
      ['{{spaced "512611123" 4}} {{shorten "abcdef" 3}}', '5126 1112 3 abc'],
      ['{{#if (and (gt "10" "9.5") (not nothing))}}sim{{/if}}', 'sim'],
      ['{{#each items}}{{@index}}{{this}}{{../name}} {{/each}}', '0aAna 1bAna '],
      ['{{plural 1 "fatura" "faturas"}} {{plural 2 "fatura" "faturas"}}', 'fatura faturas'],
    ])
    .run(({ assert }, [template, expected]) => assert.equal(render(template!), expected))

  test('the mark that keeps a number on one line is of the frame: papers issued without it are the same', ({
    assert,
  }) => {
    const marked = render('<p>{{taxId "12345678909"}}</p>')
    assert.equal(withoutMarks(marked), '<p>***.456.789-**</p>')
    assert.equal(compileTemplate('{{taxId "12345678909"}}', 'text')({}), '***.456.789-**')
  })

  test('refuses {1} for {0}')
    .with([
      ['{{{name}}}', 'E_DOCUMENTS_FORBIDDEN'],
      ['{{&name}}', 'E_DOCUMENTS_FORBIDDEN'],
      ['{{constructor}}', 'E_DOCUMENTS_FORBIDDEN'],
      ['{{name.constructor.constructor}}', 'E_DOCUMENTS_FORBIDDEN'],
      ['{{__proto__}}', 'E_DOCUMENTS_FORBIDDEN'],
      ['{{items.[constructor]}}', 'E_DOCUMENTS_FORBIDDEN'],
      ['{{eq name this.__proto__}}', 'E_DOCUMENTS_FORBIDDEN'],
      ['{{#with this as |constructor|}}{{constructor.name}}{{/with}}', 'E_DOCUMENTS_FORBIDDEN'],
      ['{{@budget.left}}', 'E_DOCUMENTS_FORBIDDEN'],
      ['{{> other}}', 'E_DOCUMENTS_FORBIDDEN'],
      ['{{#> layout}}x{{/layout}}', 'E_DOCUMENTS_FORBIDDEN'],
      ['{{#*inline "x"}}y{{/inline}}', 'E_DOCUMENTS_FORBIDDEN'],
      ['{{toString}}', 'E_DOCUMENTS_MISSING_FIELD'],
      ['{{items.map}}', 'E_DOCUMENTS_MISSING_FIELD'],
      ['{{lookup this "constructor"}}', 'E_DOCUMENTS_UNKNOWN_HELPER'],
      ['{{log name}}', 'E_DOCUMENTS_UNKNOWN_HELPER'],
      ['{{helperMissing name}}', 'E_DOCUMENTS_UNKNOWN_HELPER'],
      ['{{#items}}{{this}}{{/items}}', 'E_DOCUMENTS_UNKNOWN_HELPER'],
      ['{{shout name}}', 'E_DOCUMENTS_UNKNOWN_HELPER'],
      ['{{#if (shout name)}}x{{/if}}', 'E_DOCUMENTS_UNKNOWN_HELPER'],
      ['{{nome}}', 'E_DOCUMENTS_MISSING_FIELD'],
      ['{{nothing.deeper}}', 'E_DOCUMENTS_MISSING_FIELD'],
      ['{{#if nome}}x{{/if}}', 'E_DOCUMENTS_MISSING_FIELD'],
      ['{{money nome}}', 'E_DOCUMENTS_MISSING_FIELD'],
      ['{{money name}}', 'E_DOCUMENTS_HELPER_VALUE'],
      ['{{money nothing}}', 'E_DOCUMENTS_HELPER_VALUE'],
      ['{{itf "123"}}', 'E_DOCUMENTS_BARCODE'],
      ['{{#if name}}', 'E_DOCUMENTS_SYNTAX'],
      ['<script>1</script>', 'E_DOCUMENTS_FORBIDDEN'],
      ['<img src="x" onerror="1">', 'E_DOCUMENTS_FORBIDDEN'],
      ['<a href="JavaScript:1">x</a>', 'E_DOCUMENTS_FORBIDDEN'],
      ['<p class={{name}}>x</p>', 'E_DOCUMENTS_FORBIDDEN'],
      ['<iframe src="file:///etc/passwd"></iframe>', 'E_DOCUMENTS_FORBIDDEN'],
    ])
    .run(({ assert }, [template, code]) => assert.equal(refusal(template!).code, code))

  test('says the line of {0}')
    .with(['{{shout name}}', '{{nome}}', '{{money name}}', '{{{name}}}', '{{#if}', '<script>'])
    .run(({ assert }, template) => {
      assert.equal(refusal(`<p>\n\n${template}</p>`).line, 3)
    })

  test('stops loops that multiply', ({ assert }) => {
    const items = Array.from({ length: 50 }, () => 'x')
    const loops = '{{#each @root.items}}'.repeat(4) + '{{/each}}'.repeat(4)
    assert.equal(refusal(loops, { ...data, items }).code, 'E_DOCUMENTS_BUDGET')
  })

  test('refuses data that the schema does not accept, with the path', ({ assert }) => {
    const error = refusal('{{name}}', { ...data, extra: 1 })
    assert.equal(error.code, 'E_DOCUMENTS_DATA_INVALID')
    assert.equal(error.path, '/extra')
  })

  test('refuses a style that loads or closes: {0}')
    .with(['@import "x.css"', 'p{background:url(http://x/y)}', '</style><script>'])
    .run(({ assert }, style) => {
      assert.throws(() => renderHtml(type, { template: '', style }, data), /style sheet/)
    })
})
