import fc from 'fast-check'
import { test } from '@japa/runner'
import type { Json } from '#core/database/index'
import { isSameJson } from '../../compare.ts'
import { type Merged, type Side, mergeJson } from '../../merge/merge_json.ts'

const WHOLE = { whole: true }
/** Rules by id with whole conditions, brackets by their lower limit inside each category, labels without repetition. */
const SCHEMA = {
  properties: {
    rules: {
      keyedBy: 'id',
      items: { properties: { when: WHOLE, then: { additionalProperties: WHOLE } } },
    },
    categories: {
      additionalProperties: { properties: { blocks: { keyedBy: 'over', items: {} } } },
    },
    labels: { uniqueItems: true },
  },
}

const expression = fc.constantFrom<Json>(true, { '>': [{ var: ['a'] }, 1] }, { var: ['b'] }, 3)
const rule = fc.record({
  id: fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5'),
  when: expression,
  then: fc.dictionary(fc.constantFrom('x', 'y'), expression, { noNullPrototype: true }),
})
const block = fc.record({
  over: fc.constantFrom(0, 10, 20, 30),
  price: fc.constantFrom('1', '2', '3'),
})
const content = fc.record(
  {
    title: fc.constantFrom('a', 'b', 'c'),
    rules: fc.uniqueArray(rule, { selector: ({ id }) => id, maxLength: 5 }),
    categories: fc.dictionary(
      fc.constantFrom('RES', 'COM', '__proto__'),
      fc.record({ blocks: fc.uniqueArray(block, { selector: ({ over }) => over, maxLength: 4 }) }),
      { maxKeys: 2, noNullPrototype: true }
    ),
    labels: fc.uniqueArray(fc.constantFrom('p', 'q', 'r', 's'), { maxLength: 4 }),
    steps: fc.array(fc.constantFrom(1, 2), { maxLength: 3 }),
  },
  { requiredKeys: ['title', 'rules', 'categories'], noNullPrototype: true }
) as fc.Arbitrary<Json>

const merge = (base: Json | undefined, ours: Json, theirs: Json, choices?: Map<string, Side>) =>
  mergeJson(SCHEMA, { base, ours, theirs }, choices)

const decided = (merged: Merged, side: Side) =>
  new Map(merged.conflicts.map(({ path }) => [path, side] as const))

/** Everything that one side says, by path: leaves of objects and of keyed lists. */
function leaves(value: unknown, path = ''): Map<string, string> {
  if (Array.isArray(value) && value.length && value.every((one) => 'id' in Object(one))) {
    return joined(value.map((one: { id: string }) => leaves(one, `${path}/${one.id}`)))
  }
  if (Array.isArray(value) && value.length && value.every((one) => 'over' in Object(one))) {
    return joined(value.map((one: { over: number }) => leaves(one, `${path}/${one.over}`)))
  }
  const isExpression = /\/(when|then\/.)$/.test(path)
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isExpression) {
    return new Map([[path, JSON.stringify(value)]])
  }
  return joined(Object.entries(value).map(([key, one]) => leaves(one, `${path}/${key}`)))
}
const joined = (maps: Map<string, string>[]) => new Map(maps.flatMap((one) => [...one]))

test.group('Configuration | laws of the three-way merge', () => {
  const runs = { numRuns: 1000 }

  test('a side that changed nothing gives way to the other', ({ assert }) => {
    const property = fc.property(content, content, (base, x) => {
      for (const merged of [merge(base, base, x), merge(base, x, base)]) {
        if (!isSameJson(merged.content, x) || merged.conflicts.length) return false
      }
      return true
    })
    assert.doesNotThrow(() => fc.assert(property, runs))
  })

  test('equal changes are one change', ({ assert }) => {
    const property = fc.property(content, content, (base, x) => {
      const merged = merge(base, x, x)
      return isSameJson(merged.content, x) && merged.conflicts.length === 0
    })
    assert.doesNotThrow(() => fc.assert(property, runs))
  })

  test('sides may change places: the same conflicts, and the opposite choices the same content', ({
    assert,
  }) => {
    const unordered = (value: Json) =>
      [...leaves(value)].filter(([path]) => path !== '/labels').sort()
    const property = fc.property(content, content, content, (base, ours, theirs) => {
      const [one, other] = [merge(base, ours, theirs), merge(base, theirs, ours)]
      const paths = ({ conflicts }: Merged) => conflicts.map(({ path }) => path).sort()
      assert.deepEqual(paths(one), paths(other))
      const left = merge(base, ours, theirs, decided(one, 'theirs'))
      const right = merge(base, theirs, ours, decided(other, 'ours'))
      assert.deepEqual(unordered(left.content), unordered(right.content))
    })
    assert.doesNotThrow(() => fc.assert(property, runs))
  })

  test('nothing is lost: what only one side changed stands, and what both changed is a conflict', ({
    assert,
  }) => {
    const property = fc.property(content, content, content, (base, ours, theirs) => {
      const merged = merge(base, ours, theirs)
      const [was, own, their, is] = [base, ours, theirs, merged.content].map((one) => leaves(one))
      const open = merged.conflicts.map(({ path }) => path.replace(/#order$/, ''))
      const isTold = (path: string) =>
        open.some((one) => path === one || path.startsWith(`${one}/`) || one.startsWith(`${path}/`))
      for (const path of new Set([...was!.keys(), ...own!.keys(), ...their!.keys()])) {
        if (isTold(path) || path.startsWith('/labels') || /\/(rules|blocks|then)$/.test(path))
          continue
        const [b, o, t, m] = [was!.get(path), own!.get(path), their!.get(path), is!.get(path)]
        if (o === t || t === b) assert.equal(m, o, path)
        else if (o === b) assert.equal(m, t, path)
        else assert.fail(`${path} was changed by both sides and is no conflict`)
      }
    })
    assert.doesNotThrow(() => fc.assert(property, runs))
  })

  test('every conflict may be decided to either side, and then none is open', ({ assert }) => {
    const property = fc.property(content, content, content, (base, ours, theirs) => {
      const first = merge(base, ours, theirs)
      for (const side of ['ours', 'theirs'] as const) {
        const merged = merge(base, ours, theirs, decided(first, side))
        if (merged.conflicts.some(({ choice }) => choice !== side)) return false
        if (merged.conflicts.length !== first.conflicts.length) return false
      }
      return true
    })
    assert.doesNotThrow(() => fc.assert(property, runs))
  })

  test('without a known base nothing of either side is dropped', ({ assert }) => {
    const property = fc.property(content, content, (ours, theirs) => {
      const merged = merge(undefined, ours, theirs)
      const is = leaves(merged.content)
      const open = merged.conflicts.map(({ path }) => path)
      for (const [path] of leaves(ours)) {
        const isListed = path.startsWith('/labels') || /\/(rules|blocks|then|steps)$/.test(path)
        if (!isListed && !is.has(path) && !open.some((one) => path.startsWith(one))) return false
      }
      return true
    })
    assert.doesNotThrow(() => fc.assert(property, runs))
  })
})

test.group('Configuration | three-way merge', () => {
  const bracket = (over: number, price: string) => ({ over, price })
  const table = (...blocks: object[]) =>
    ({ title: 'a', rules: [], categories: { RES: { blocks } } }) as Json

  test('brackets by their limit: our price of one, their new one', ({ assert }) => {
    const base = table(bracket(0, '1'), bracket(10, '2'))
    const ours = table(bracket(0, '1'), bracket(10, '9'))
    const theirs = table(bracket(0, '1.5'), bracket(10, '2'), bracket(20, '3'))
    const merged = merge(base, ours, theirs)
    assert.deepEqual(merged.conflicts, [])
    assert.deepEqual(merged.content, table(bracket(0, '1.5'), bracket(10, '9'), bracket(20, '3')))
  })

  test('a rule that we changed and they dropped is a conflict, with the three values', ({
    assert,
  }) => {
    const rules = (...list: object[]) => ({ title: 'a', rules: list, categories: {} }) as Json
    const [was, is] = [
      { id: 'r1', when: true, then: {} },
      { id: 'r1', when: 3, then: {} },
    ]
    const merged = merge(rules(was), rules(is), rules())
    assert.deepEqual(merged.conflicts, [
      { path: '/rules/r1', base: was, ours: is, theirs: undefined, choice: null },
    ])
    const dropped = merge(rules(was), rules(is), rules(), new Map([['/rules/r1', 'theirs']]))
    assert.deepEqual(dropped.content, rules())
  })

  test('an expression is never taken apart', ({ assert }) => {
    const rules = (when: Json) =>
      ({ title: 'a', rules: [{ id: 'r1', when, then: {} }], categories: {} }) as Json
    const at = (limit: number, sign = '>') => ({ [sign]: [{ var: ['a'] }, limit] }) as Json
    const merged = merge(rules(at(10)), rules(at(12)), rules(at(10, '>=')))
    assert.deepEqual(
      merged.conflicts.map(({ path }) => path),
      ['/rules/r1/when']
    )
  })

  test('an element that each side changed elsewhere, and lists that both made longer, are named', ({
    assert,
  }) => {
    const rules = (...list: [string, Json, object][]) =>
      ({
        ...{ title: 'a', categories: {} },
        rules: list.map(([id, when, then]) => ({ id, when, then })),
      }) as Json
    const merged = merge(
      rules(['r1', true, { x: 1 }]),
      rules(['r1', 3, { x: 1 }], ['r2', true, {}]),
      rules(['r1', true, { x: 2 }], ['r3', true, {}])
    )
    assert.deepEqual(merged.mixed, ['/rules/r1'])
    assert.deepEqual(merged.grown, ['/rules'])
    const { rules: list } = merged.content as { rules: { id: string }[] }
    assert.deepEqual(
      list.map(({ id }) => id),
      ['r1', 'r3', 'r2']
    )
  })

  test('one list of forms: the fields of each form are joined only where both are of it', ({
    assert,
  }) => {
    const form = (kind: string, more: object) => ({
      if: { properties: { kind: { const: kind } } },
      then: { properties: more },
    })
    const schema = {
      allOf: [form('fixed', {}), form('brackets', { brackets: { keyedBy: 'over', items: {} } })],
    }
    const brackets = (...list: object[]) => ({ kind: 'brackets', brackets: list }) as Json
    const joinedOf = (ours: Json, theirs: Json) =>
      mergeJson(schema, { base: brackets(bracket(0, '1'), bracket(10, '2')), ours, theirs })
    const same = joinedOf(
      brackets(bracket(0, '3'), bracket(10, '2')),
      brackets(bracket(0, '1'), bracket(10, '4'))
    )
    assert.deepEqual(same.content, brackets(bracket(0, '3'), bracket(10, '4')))
    const other = joinedOf(brackets(bracket(0, '3')), { kind: 'fixed', amount: '9' })
    assert.deepEqual(
      other.conflicts.map(({ path }) => path),
      ['']
    )
  })
})
