import { test } from '@japa/runner'
import { listAddress, parseListState } from '../../query/list_state.ts'
import { ZONE, orders } from './support.ts'

const parse = (query: string) =>
  parseListState(
    orders,
    Object.fromEntries(
      [...new Set(new URLSearchParams(query).keys())].map((name) => {
        const values = new URLSearchParams(query).getAll(name)
        return [name, values.length > 1 ? values : values[0]]
      })
    ),
    ZONE
  )

test.group('Records | list state', () => {
  test('an empty address is the declared order, first page', ({ assert }) => {
    const state = parse('')
    assert.deepEqual(state.sort, { column: 'code', direction: 'asc' })
    assert.deepEqual([state.page, state.size, state.search, state.filters.size], [1, 50, '', 0])
  })

  test('sorts only by columns declared sortable', ({ assert }) => {
    assert.deepEqual(parse('sort=-due_on').sort, { column: 'due_on', direction: 'desc' })
    assert.deepEqual(parse('sort=kind').sort, orders.list.sort)
    assert.deepEqual(parse('sort=id;drop table x').sort, orders.list.sort)
  })

  test('keeps only page sizes that are offered and pages that are numbers', ({ assert }) => {
    assert.equal(parse('size=100').size, 100)
    assert.equal(parse('size=1000000').size, 200)
    assert.equal(parse('size=101').size, 200)
    assert.equal(parse('size=30').size, 50)
    assert.equal(parse('size=x').size, 50)
    assert.equal(parse('page=-3').page, 1)
    assert.equal(parse('page=7').page, 7)
  })

  test('reads values, ranges and what the record belongs to; ignores the rest', ({ assert }) => {
    const { filters } = parse(
      'kind=a&kind=x&due_on_from=2026-02-30&due_on_to=2026-03-01&owner_id=7&code=z&foo=1'
    )
    assert.deepEqual(filters.get('kind'), { kind: 'values', values: ['a'] })
    assert.deepEqual(filters.get('due_on'), { kind: 'range', from: null, to: '2026-03-01' })
    assert.deepEqual(filters.get('owner_id'), { kind: 'values', values: ['7'] })
    assert.deepEqual([...filters.keys()].sort(), ['due_on', 'kind', 'owner_id'])
  })

  test('an address made from a state reads back as the same state', ({ assert }) => {
    const query =
      'q=maria&kind=a&kind=b&due_on_from=2026-01-01&total_cents_from=-1.234%2C56&total_cents_to=0%2C05&sort=-due_on&size=25&page=3'
    const state = parse(query)
    const again = parse(listAddress(orders, state, { page: state.page }).slice(1))
    assert.deepEqual(again, state)
    assert.deepEqual(state.filters.get('total_cents'), { kind: 'range', from: -123456n, to: 5n })
  })

  test('changing anything but the page goes back to the first page', ({ assert }) => {
    const state = parse('kind=a&page=9')
    assert.equal(listAddress(orders, state, { size: 100 }), '?kind=a&size=100')
    assert.equal(listAddress(orders, state, { without: 'kind' }), '?')
  })
})
