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

/** No serious violation of WCAG 2.1 AA, in light and in dark, and nothing wider than the screen. */
export async function assertReadable(page: Page, assert: Assert): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const theme of ['light', 'dark']) {
    await page.evaluate(`document.documentElement.dataset.bsTheme = '${theme}'`)
    const found = await violations(page)
    assert.deepEqual(found, [], `${page.url()} (${theme}): ${found.join('; ')}`)
  }
  const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  assert.isAtMost(overflow as number, 0, `${page.url()} is wider than the screen`)
}

/** The page's policy allows no code from text, so axe comes through the browser's own door. */
async function violations(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: axe.source })
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then((found) => JSON.stringify(found.violations))`,
    awaitPromise: true,
    returnByValue: true,
  })
  await session.detach()
  const found = JSON.parse(String(result.value)) as Violation[]
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary ?? ''}`)
          .join(' | ')}`
    )
}

/** What the browser complains about: refused scripts, missing files, errors. */
export function listenForComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}
