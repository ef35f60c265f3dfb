import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { type Decision, compileRuleset } from '#core/rules/index'
import { FACTS, RuleGenerator } from '#core/rules/tests/unit/rule_generator'
import { contentOf, decisionOf } from '#core/rules/tests/unit/support'
import { address, listenForComplaints } from './support.ts'

const CASES = 1500

interface Case {
  readonly decision: Decision
  readonly content: ReturnType<typeof contentOf>
  readonly facts: Record<string, unknown>
}

/** What each case answers, as text: the outcome, or the error with its place. Runs on both sides, so it names nothing else. */
function answers(cases: readonly Case[], compile: typeof compileRuleset): string[] {
  return cases.map(({ decision, content, facts }) => {
    try {
      return JSON.stringify(compile(decision, content).evaluate(facts))
    } catch (error) {
      const { code, rule, path } = error as { code: string; rule: string; path: string }
      return JSON.stringify({ code, rule, path })
    }
  })
}

function casesOf(): Case[] {
  const outcome = { type: 'object', properties: { x: {} } } as const
  return Array.from({ length: CASES }, (_, seed) => {
    const generator = new RuleGenerator(seed, { wrong: seed % 5 === 0 ? 25 : 0, lookups: false })
    const content = contentOf([{ when: true, then: { x: generator.anything() } }])
    const facts = JSON.parse(JSON.stringify(generator.facts())) as Record<string, unknown>
    return { decision: decisionOf(FACTS, outcome), content, facts }
  })
}

test.group('Browser | rules', () => {
  test('the bundle answers in the browser as the office does, under the policy of the pages', async ({
    browser,
    assert,
  }) => {
    const manifest = JSON.parse(
      await readFile(new URL('../../public/assets/.vite/manifest.json', import.meta.url), 'utf8')
    ) as Record<string, { readonly file: string }>
    const file = manifest['templates/ui/assets/rules.js']!.file
    const context = await browser.newContext()
    const page = await context.newPage()
    const complaints = listenForComplaints(page)
    const response = await page.goto(address('/login'))
    assert.notInclude(response?.headers()['content-security-policy'], 'unsafe-eval')
    await page.evaluate(`import('/assets/${file}')`)
    const cases = casesOf()
    const here = answers(cases, compileRuleset)
    const there = await page.evaluate(
      `(${answers.toString()})(${JSON.stringify(cases)}, globalThis.aquedutoRules.compileRuleset)`
    )
    assert.deepEqual(there, here)
    assert.isAbove(here.filter((text) => text.startsWith('{"outcome"')).length, 1000)
    assert.deepEqual(complaints, [])
    await context.close()
  })
})
