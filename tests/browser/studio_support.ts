import type { Page } from 'playwright'

/** What the form would send now. */
export const contentOf = async (page: Page) =>
  JSON.parse(await page.locator('#content').inputValue()) as {
    categories: Record<string, { blocks: { over: number; to: number | null; price: string }[] }>
    charges?: { structure: unknown }[]
    value?: unknown
  }
