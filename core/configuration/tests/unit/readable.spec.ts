import { test } from '@japa/runner'
import { conditionText, expressionText } from '../../expression_text.ts'
import { lookupNames } from '../../ruleset_lookups.ts'
import { checkSchema } from '../../schema_check.ts'
import { contentTree } from '../../view/content_tree.ts'

const facts = {
  type: 'object',
  properties: {
    category: {
      type: 'string',
      title: 'Categoria',
      names: [{ value: 'RES', title: 'Residencial' }],
    },
    meter: { type: 'object', properties: { digits: { type: 'integer', title: 'Dígitos' } } },
  },
} as const

test.group('Configuration | expressionText', () => {
  test('writes a rule as people say it', ({ assert }) => {
    const rule = {
      and: [
        { '==': [{ var: ['category'] }, 'RES'] },
        {
          or: [
            { '>': [{ var: ['meter.digits'] }, 4] },
            { '!': [{ is_null: [{ var: ['other'] }] }] },
          ],
        },
      ],
    }
    assert.equal(
      conditionText(rule, facts),
      'Categoria é igual a Residencial e (Dígitos é maior que 4 ou other está preenchido)'
    )
    assert.equal(
      expressionText({ if: [true, '1.5', { max: [{ var: ['category'] }, 2] }] }, facts),
      'se sempre: 1,5; senão: maior (Categoria; 2)'
    )
    assert.equal(
      expressionText(
        { muldiv: [{ field: [{ lookup: ['t', { var: ['category'] }] }, 'p'] }, 2, 100, 2, 'down'] },
        facts
      ),
      'p de tabela t de Categoria × 2 ÷ 100'
    )
    assert.equal(
      expressionText({ object: ['a', 1, 'b', { '+': [1, '2.5'] }] }),
      'a: 1; b: (1 + 2,5)'
    )
    const doubled = { '*': [{ local: ['m3'] }, 2] }
    assert.equal(
      expressionText({ let: ['m3', { var: ['meter.digits'] }, doubled] }, facts),
      'sendo m3 = Dígitos: (m3 × 2)'
    )
    assert.equal(expressionText(null), 'vazio')
  })
})

test.group('Configuration | lookupNames', () => {
  test('finds what the rules read from the pack, by key and by prefix, but not in examples', ({
    assert,
  }) => {
    const content = {
      rules: [
        { when: { '==': [{ lookup: ['parameter/a.b'] }, 1] } },
        { then: { x: { lookup: ['tariff-table', { var: ['category'] }] } } },
        { then: { y: { lookup: ['tariff-table/special-', { var: ['category'] }] } } },
        { then: { z: { literal: [{ lookup: ['parameter/not.this'] }] } } },
      ],
      examples: [{ facts: { lookup: ['parameter/nor.this'] } }],
    }
    assert.deepEqual(lookupNames(content as never), [
      'parameter/a.b',
      'tariff-table/*',
      'tariff-table/special-*',
    ])
  })
})

test.group('Configuration | checkSchema', () => {
  test('says {keyword} in Portuguese, with the path')
    .with([
      { keyword: 'type', schema: { type: 'integer' }, text: 'Deve ser um número inteiro.' },
      { keyword: 'enum', schema: { enum: ['a'] }, text: 'Deve ser uma das opções: "a".' },
      {
        keyword: 'format',
        schema: { type: 'string', format: 'date' },
        text: 'Deve ser uma data que existe, AAAA-MM-DD.',
      },
      { keyword: 'minLength', schema: { minLength: 9 }, text: 'Deve ter pelo menos 9 caracteres.' },
    ])
    .run(({ assert }, { schema, text }) => {
      assert.deepEqual(checkSchema(schema, '2026-2-3', '/value'), [
        { code: 'schema', severity: 'critical', path: '/value', message: text },
      ])
    })

  test('names the field that lacks and the one that nobody knows', ({ assert }) => {
    const schema = {
      type: 'object',
      additionalProperties: false,
      required: ['price'],
      properties: { price: { type: 'string' } },
    }
    assert.deepEqual(
      checkSchema(schema, { prise: '1' }).map(({ message }) => message),
      ['Falta “price”.', '“prise” não é um campo conhecido aqui; confira o nome ou remova.']
    )
  })
})

test.group('Configuration | contentTree', () => {
  test('turns lists of records into tables and maps into two columns, titled by the schema', ({
    assert,
  }) => {
    const price = { type: 'string', title: 'Preço' }
    const schema = {
      properties: {
        blocks: { title: 'Faixas', items: { properties: { to: { title: 'Até' }, price } } },
        waste: { title: 'Lixo', additionalProperties: price },
        categories: { title: 'Categorias', additionalProperties: { properties: { price } } },
      },
    }
    const tree = contentTree(schema, {
      waste: { RES: '8.50' },
      blocks: [
        { price: '3.457', to: 10 },
        { price: '4', to: null },
      ],
      categories: { RES: { title: 'Residencial', price: '1.5' } },
    })
    assert.deepEqual(tree, [
      {
        type: 'table',
        label: 'Faixas',
        columns: ['Até', 'Preço'],
        rows: [
          ['10', '3,457'],
          ['—', '4'],
        ],
      },
      { type: 'table', label: 'Lixo', columns: ['Item', 'Valor'], rows: [['RES', '8,50']] },
      {
        type: 'group',
        label: 'Categorias',
        children: [
          {
            type: 'group',
            label: 'Residencial (RES)',
            children: [{ type: 'value', label: 'Preço', text: '1,5' }],
          },
        ],
      },
    ])
  })
})
