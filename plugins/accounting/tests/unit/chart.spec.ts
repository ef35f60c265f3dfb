import { test } from '@japa/runner'
import { checkDecision, checkRuleset, runExamples } from '#core/rules/index'
import { postingsDecision } from '../../decisions/postings.ts'
import { type Account, accountsByCode, parentOf, refusalOf } from '../../domain/chart.ts'
import { chartIssues } from '../../domain/check_chart.ts'
import { PCASP_CHART } from '../../domain/default_chart.ts'

const account = (code: string, more: Partial<Account> = {}): Account => ({
  code,
  title: code,
  class: 'asset',
  nature: 'debit',
  analytic: false,
  purpose: null,
  ...more,
})
const codes = (...accounts: Account[]) =>
  chartIssues({ title: 'Teste', accounts }).map(({ code, path }) => `${code} ${path}`)

test.group('Accounting | chart of accounts', () => {
  test('the default chart is sound', ({ assert }) => {
    assert.deepEqual(chartIssues(PCASP_CHART), [])
  })

  test('refuses a repeated code', ({ assert }) => {
    assert.deepEqual(codes(account('1'), account('1')), ['account_repeated /accounts/1'])
  })

  test('refuses an account without its parent, or of another class', ({ assert }) => {
    assert.deepEqual(codes(account('1'), account('1.2.3', { analytic: true })), [
      'account_parent /accounts/1',
    ])
    assert.deepEqual(codes(account('1'), account('1.1', { class: 'revenue' })), [
      'account_class /accounts/1',
    ])
  })

  test('refuses an analytic account that has others below it, and a purpose on a synthetic one', ({
    assert,
  }) => {
    assert.deepEqual(codes(account('1', { analytic: true }), account('1.1')), [
      'account_analytic /accounts/0',
    ])
    assert.deepEqual(codes(account('1', { purpose: 'cash' })), ['account_purpose /accounts/0'])
  })

  test('the parent of a code is what stands before its last dot', ({ assert }) => {
    assert.equal(parentOf('1.1.2'), '1.1')
    assert.isNull(parentOf('1'))
  })
})

test.group('Accounting | accounting.postings', () => {
  test('the product rules pass their checks and cover every rule by an example', ({ assert }) => {
    assert.deepEqual(checkDecision(postingsDecision), [])
    assert.deepEqual(checkRuleset(postingsDecision, postingsDecision.ruleset), [])
    const report = runExamples(postingsDecision, postingsDecision.ruleset)
    assert.deepEqual(
      report.results.filter(({ passed }) => !passed),
      []
    )
    assert.deepEqual(report.uncovered, [])
  })

  test('every account that the product rules name is an analytic account of the default chart', ({
    assert,
  }) => {
    const accounts = accountsByCode(PCASP_CHART)
    const named = postingsDecision.ruleset.examples.flatMap(
      ({ outcome }) => outcome as { debit: string; credit: string }[]
    )
    assert.isNotEmpty(named)
    for (const { debit, credit } of named) {
      assert.isNull(refusalOf(accounts, debit))
      assert.isNull(refusalOf(accounts, credit))
    }
  })
})
