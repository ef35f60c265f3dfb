import { test } from '@japa/runner'
import { type Layout, type LayoutField } from '../../domain/layout.ts'
import { layoutIssues } from '../../domain/layout_issues.ts'
import { SPC_LAYOUT } from '../../domain/spc_layout.ts'

test.group('Bureaus | layouts that would not work', () => {
  const field = (change: Partial<LayoutField>): LayoutField => ({
    ...{
      name: 'x',
      start: 320,
      length: 5,
      kind: 'text',
      source: 'debtor.name',
      value: '',
      empty: 'blank',
    },
    ...change,
  })
  const withDebt = (more: LayoutField): Layout => ({
    ...SPC_LAYOUT,
    debt: [...SPC_LAYOUT.debt, more],
  })
  const codesOf = (layout: Layout) =>
    layoutIssues(layout).map(({ code }) => code.replace('bureaus_layout_', ''))

  test('each way of being wrong is refused by name', ({ assert }) => {
    assert.deepEqual(codesOf(withDebt(field({}))), [])
    assert.deepEqual(codesOf(withDebt(field({ start: 338 }))), ['beyond', 'overlap'])
    assert.deepEqual(codesOf(withDebt(field({ start: 60 }))), ['overlap'])
    assert.deepEqual(codesOf(withDebt(field({ source: 'debtor.nope' }))), ['source'])
    assert.deepEqual(codesOf(withDebt(field({ kind: 'cents' }))), ['kind'])
    assert.deepEqual(codesOf(withDebt(field({ kind: 'date_dmy', source: 'debt.oldest_due' }))), [
      'date',
    ])
    assert.deepEqual(codesOf(withDebt(field({ kind: 'literal', source: '', value: 'LONGER' }))), [
      'literal',
    ])
    assert.deepEqual(codesOf({ ...SPC_LAYOUT, mark_length: 3 }), ['mark', 'mark', 'mark', 'mark'])
    assert.deepEqual(codesOf({ ...SPC_LAYOUT, trailer: [] }), ['empty'])
    assert.deepEqual(codesOf({ ...SPC_LAYOUT, trailer: SPC_LAYOUT.header }), ['mark_twice'])
    const answer = { ...SPC_LAYOUT.answer, match: ['documento'] }
    assert.deepEqual(codesOf({ ...SPC_LAYOUT, answer }), ['match'])
    assert.deepEqual(
      codesOf({ ...SPC_LAYOUT, answer: { ...answer, match: ['contrato'], each: 3 } }),
      ['answer']
    )
    const operations = { ...SPC_LAYOUT.operations, inclusion: '' }
    assert.deepEqual(codesOf({ ...SPC_LAYOUT, operations }), ['inclusion'])
  })
})
