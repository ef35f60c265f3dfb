import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { runInThisContext } from 'node:vm'
import { test } from '@japa/runner'
import type { Assert } from '@japa/assert'
import jsonLogic from 'json-logic-js'
import { valuesOf } from './evaluators.ts'

const require = createRequire(import.meta.url)

/** The suite that json-logic-js ships (tests/tests.js, MIT), by name; the parts that download their cases are left out. */
async function shippedTests(): Promise<Map<string, (assert: Assert) => void>> {
  const file = require.resolve('json-logic-js/tests/tests.js')
  const found = new Map<string, (assert: Assert) => void>()
  const qunit = {
    module: (name: string, ...rest: readonly unknown[]) => {
      if (!name.startsWith('applies') && !name.startsWith('rule_like'))
        (rest.at(-1) as () => void)()
    },
    test: (name: string, run: (assert: Assert) => void) => found.set(name, run),
  }
  const source = await readFile(file, 'utf8')
  const load = runInThisContext(`(function (require, __dirname) {${source}\n})`) as (
    require: (name: string) => unknown,
    directory: string
  ) => void
  load((name) => (name === 'qunit' ? qunit : name === '../logic.js' ? jsonLogic : {}), '')
  return found
}

/** Every operation that jsonlogic.com documents, with the answers that it documents. */
const DOCUMENTED: readonly Case[] = [
  [{ var: ['a'] }, { a: 1, b: 2 }, 1],
  [{ var: 'a' }, { a: 1, b: 2 }, 1],
  [{ var: ['z', 26] }, { a: 1 }, 26],
  [{ var: 'champ.name' }, { champ: { name: 'Fezzig' } }, 'Fezzig'],
  [{ var: 1 }, ['zero', 'one'], 'one'],
  [{ var: '' }, 'Dolly', 'Dolly'],
  [{ missing: ['a', 'b'] }, { a: 1 }, ['b']],
  [{ missing_some: [1, ['a', 'b']] }, { a: 1 }, []],
  [{ missing_some: [2, ['a', 'b', 'c']] }, { a: 1 }, ['b', 'c']],
  [{ if: [true, 'yes', 'no'] }, null, 'yes'],
  [{ if: [{ '<': [55, 0] }, 'a', { '<': [55, 100] }, 'b', 'c'] }, null, 'b'],
  [{ '==': [1, '1'] }, null, true],
  [{ '==': [0, false] }, null, true],
  [{ '===': [1, '1'] }, null, false],
  [{ '!=': [1, '1'] }, null, false],
  [{ '!==': [1, '1'] }, null, true],
  [{ '!': [true] }, null, false],
  [{ '!': true }, null, false],
  [{ '!!': [[]] }, null, false],
  [{ '!!': ['0'] }, null, true],
  [{ or: [false, 0, 'a'] }, null, 'a'],
  [{ and: [true, 'a', 3] }, null, 3],
  [{ and: [true, '', 3] }, null, ''],
  [{ '>': [2, 1] }, null, true],
  [{ '<': [1, 2, 3] }, null, true],
  [{ '<': [1, 1, 3] }, null, false],
  [{ '<=': [1, 1, 3] }, null, true],
  [{ max: [1, 2, 3] }, null, 3],
  [{ min: [1, 2, 3] }, null, 1],
  [{ '+': [2, 2, '2'] }, null, 6],
  [{ '+': '3.14' }, null, 3.14],
  [{ '-': 2 }, null, -2],
  [{ '*': [2, 2, 2] }, null, 8],
  [{ '/': [4, 2] }, null, 2],
  [{ '%': [101, 2] }, null, 1],
  [{ map: [{ var: 'i' }, { '*': [{ var: '' }, 2] }] }, { i: [1, 2] }, [2, 4]],
  [{ filter: [{ var: 'i' }, { '%': [{ var: '' }, 2] }] }, { i: [1, 2, 3] }, [1, 3]],
  [
    { reduce: [{ var: 'i' }, { '+': [{ var: 'current' }, { var: 'accumulator' }] }, 0] },
    { i: [1, 2, 3] },
    6,
  ],
  [{ all: [[1, 2], { '>': [{ var: '' }, 0] }] }, null, true],
  [{ all: [[], true] }, null, false],
  [{ none: [[-3, -2], { '>': [{ var: '' }, 0] }] }, null, true],
  [{ some: [[-1, 0, 1], { '>': [{ var: '' }, 0] }] }, null, true],
  [
    {
      merge: [
        [1, 2],
        [3, 4],
      ],
    },
    null,
    [1, 2, 3, 4],
  ],
  [{ in: ['Ringo', ['John', 'Ringo']] }, null, true],
  [{ in: ['Spring', 'Springfield'] }, null, true],
  [{ cat: ['I love', ' pie'] }, null, 'I love pie'],
  [{ substr: ['jsonlogic', 4] }, null, 'logic'],
  [{ substr: ['jsonlogic', 1, -5] }, null, 'son'],
]

type Case = readonly [unknown, unknown, unknown]

/**
 * The list at jsonlogic.com/tests.json (MIT, Jeremy Wadhams), which the package downloads and does not bring: the long suite
 * names a copy of it in `JSON_LOGIC_SUITE`.
 */
async function publishedCases(): Promise<readonly Case[]> {
  const copy = process.env.JSON_LOGIC_SUITE
  if (!copy) return []
  const lines = JSON.parse(await readFile(copy, 'utf8')) as readonly unknown[]
  const cases = lines.filter((one) => Array.isArray(one)) as unknown as Case[]
  if (cases.length < 200) throw new Error(`${copy} has only ${cases.length} cases`)
  return cases
}

test.group('Rules | standard JSON-Logic beside the strict dialect', () => {
  test('the suite of json-logic-js passes after the strict operators are registered', async ({
    assert,
  }) => {
    valuesOf({ '+': [1, 2] })
    valuesOf({ '+': ['x', 2] })
    const before = console.log
    const tests = await shippedTests()
    assert.isAtLeast(tests.size, 5)
    for (const [name, run] of tests) {
      try {
        run(assert)
      } catch (error) {
        throw new Error(`${name}: ${(error as Error).message}`, { cause: error })
      } finally {
        console.log = before
      }
    }
  })

  test('every documented operation answers as documented', async ({ assert }) => {
    for (const [rule, data, expected] of [...DOCUMENTED, ...(await publishedCases())]) {
      assert.deepEqual(jsonLogic.apply(rule as never, data), expected, JSON.stringify(rule))
    }
  })
})
