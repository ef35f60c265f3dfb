import { test } from '@japa/runner'
import { compareJson, compareLists, isSameJson, valueText } from '../../compare.ts'

const texts = (differences: readonly { readonly text: string }[]) =>
  differences.map(({ text }) => text)

test.group('Configuration | compareJson', () => {
  test('says each leaf that changed, with the names that people know', ({ assert }) => {
    const before = { blocks: [{ price: '3.210' }, { price: '4.1' }], note: null, old: 1 }
    const after = { blocks: [{ price: '3.450' }, { price: '4.1' }], note: 'nova', fresh: true }
    const nameOf = (key: string) => ({ blocks: 'faixas', price: 'preço' })[key] ?? key
    assert.deepEqual(compareJson(before, after, { label: 'Residencial', nameOf }), [
      {
        path: '/blocks/0/price',
        text: 'Residencial, faixas, item 1, preço: de 3,210 para 3,450',
      },
      { path: '/note', text: 'Residencial, note: de vazio para “nova”' },
      { path: '/old', text: 'Residencial, old: retirado (era 1)' },
      { path: '/fresh', text: 'Residencial, fresh: incluído (sim)' },
    ])
  })

  test('a list that grew or shrank, and keys in another order', ({ assert }) => {
    assert.deepEqual(texts(compareJson([1], [1, 2])), ['item 2: incluído (2)'])
    assert.deepEqual(texts(compareJson([1, 2], [1])), ['item 2: retirado (era 2)'])
    assert.deepEqual(compareJson({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 }), [])
    assert.deepEqual(texts(compareJson('1', '2')), ['Valor: de 1 para 2'])
    assert.isTrue(isSameJson({ a: [] }, { a: [] }))
    assert.isFalse(isSameJson({ a: [] }, { a: {} }))
    assert.isFalse(isSameJson({ a: undefined }, { b: undefined }))
    assert.equal(valueText('10'), '10')
    assert.equal(valueText(false), 'não')
  })
})

test.group('Configuration | compareLists', () => {
  const shape = {
    path: '/rules',
    keyOf: (one: { id: string; x: number }) => one.id,
    titleOf: (one: { id: string; x: number }) => `Regra ${one.id}`,
    compareItem: (a: { x: number }, b: { x: number }, path: string) =>
      a.x === b.x ? [] : [{ path, text: `x: de ${a.x} para ${b.x}` }],
  }
  const a = { id: 'a', x: 1 }
  const b = { id: 'b', x: 2 }
  const c = { id: 'c', x: 3 }

  test('tells what is new, gone and changed by key, not by position', ({ assert }) => {
    assert.deepEqual(compareLists([a, b], [c, { ...b, x: 9 }], shape), [
      { path: '/rules/0', text: 'Regra c: incluída' },
      { path: '/rules/1', text: 'x: de 2 para 9' },
      { path: '/rules', text: 'Regra a: retirada' },
    ])
  })

  test('tells a changed order of what stayed', ({ assert }) => {
    assert.deepEqual(texts(compareLists([a, b, c], [c, a, b], shape)), [
      'A ordem mudou: agora é c, a, b',
    ])
    assert.deepEqual(compareLists([a, b], [a, c, b], shape), [
      { path: '/rules/1', text: 'Regra c: incluída' },
    ])
  })
})
