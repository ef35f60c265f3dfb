import { launchChromium } from '/tmp/wt/pay/tests/support/chromium.ts'
const base = 'http://localhost:3477'
const browser = await launchChromium()
const sizes = { d: { width: 1366, height: 768 }, p: { width: 390, height: 844 } }
const paths = process.argv.slice(2)
for (const [name, viewport] of Object.entries(sizes)) {
  const page = await browser.newPage({ viewport })
  await page.goto(base + '/login')
  await page.fill('#login', 'ana.admin@demo.aqueduto')
  await page.fill('#password', 'aqueduto-demo')
  await page.click('button[type=submit]')
  await page.waitForLoadState('networkidle')
  for (const [i, path] of paths.entries()) {
    const answer = await page.goto(base + path)
    await page.waitForTimeout(300)
    await page.screenshot({ path: `/tmp/shot-${name}-${i}.png`, fullPage: true })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    console.log(name, path, answer.status(), await page.title(), 'overflow', wide)
  }
  await page.close()
}
await browser.close()
