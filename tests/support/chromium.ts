import { chromium } from 'playwright'
import { chromiumLaunchOptions } from '#core/documents/chromium'

/** The browser tests run on the Chromium that npm brings: the same that prints the documents. */
export async function launchChromium() {
  const { executablePath, args, env } = await chromiumLaunchOptions()
  return chromium.launch({ executablePath, args, env, headless: true })
}
