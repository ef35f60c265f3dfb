import type { Assert } from '@japa/assert'
import type { BrowserContext, Page } from 'playwright'
import axe from 'axe-core'
import { DEMO_PASSWORD } from '#core/access/index'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']

export const DESK = { width: 1366, height: 768 }
export const PHONE = { width: 390, height: 844 }
export const address = (path: string) => `http://${process.env.HOST}:${process.env.PORT}${path}`

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly {
    readonly target: readonly string[]
    readonly failureSummary?: string
  }[]
}

/** Enters as one of the demo's people, by the login page itself. */
export async function enter(context: BrowserContext, name: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(address('/login'))
  await page.fill('#login', `${name}@demo.aqueduto`)
  await page.fill('#password', DEMO_PASSWORD)
  await Promise.all([page.waitForURL(address('/')), page.click('button[type=submit]')])
  return page
}

const PATIENCE_MS = 15_000

/**
 * Waits until something is so on a page. Asked from outside: what waits inside the page evaluates text, which the policy of
 * our pages refuses as soon as the first answer is no.
 */
export async function until(page: Page, expression: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!(await page.evaluate(expression))) {
    if (Date.now() > end) throw new Error(`never came: ${expression}`)
    await page.waitForTimeout(25)
  }
}

/** The links of the menu, the same on every page; they are looked at on one (`assertMenuReadable`). */
const MENU = '#menu nav'

/** No serious violation of WCAG 2.1 AA besides the menu, in light and in dark, and nothing wider than the screen. */
export const assertReadable = (page: Page, assert: Assert): Promise<void> =>
  assertAll(page, assert, [MENU])

/** As `assertReadable`, with the whole menu. */
export const assertMenuReadable = (page: Page, assert: Assert): Promise<void> =>
  assertAll(page, assert, [])

async function assertAll(page: Page, assert: Assert, without: readonly string[]): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const reader = await axeOf(page, without)
  for (const [theme, rules] of THEMES) {
    await page.evaluate(`document.documentElement.dataset.bsTheme = '${theme}'`)
    const found = await reader.violations(rules)
    assert.deepEqual(found, [], `${page.url()} (${theme}): ${found.join('; ')}`)
  }
  await reader.leave()
  const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  assert.isAtMost(overflow as number, 0, `${page.url()} is wider than the screen`)
}

/** Only colours differ in the dark: what the other rules ask was answered in the light. */
const THEMES = [
  ['light', { runOnly: RULES }],
  ['dark', { runOnly: ['color-contrast'] }],
] as const

/** The page's policy allows no code from text, so axe comes through the browser's own door, once to each page that was opened. */
async function axeOf(page: Page, without: readonly string[]) {
  const session = await page.context().newCDPSession(page)
  const evaluate = async (expression: string) => {
    const given = { expression, awaitPromise: true, returnByValue: true }
    const { result } = await session.send('Runtime.evaluate', given)
    return result.value as unknown
  }
  if (!(await evaluate(`'axe' in globalThis`))) await evaluate(`${axe.source}; null`)
  const exclude = await evaluate(
    `JSON.stringify(${JSON.stringify(without)}.filter((one) => document.querySelector(one)).map((one) => [one]))`
  )
  return {
    async violations(rules: object): Promise<string[]> {
      const options = JSON.stringify({ ...rules, resultTypes: ['violations'] })
      const found = await evaluate(
        `axe.run({ include: [['html']], exclude: ${String(exclude)} }, ${options}).then((found) => JSON.stringify(found.violations))`
      )
      return (JSON.parse(String(found)) as Violation[])
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(inWords)
    },
    leave: () => session.detach(),
  }
}

const inWords = ({ id, nodes }: Violation) =>
  `${id}: ${nodes
    .slice(0, 3)
    .map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary ?? ''}`)
    .join(' | ')}`

/** What the browser complains about: refused scripts, missing files, errors. */
export function listenForComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}
