import { launchChromium } from './tests/support/chromium.ts'
const base = 'http://localhost:3477'
const browser = await launchChromium()
const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
await page.goto(base + '/login')
await page.fill('#login', 'ana.admin@demo.aqueduto')
await page.fill('#password', 'aqueduto-demo')
await page.click('button[type=submit]')
await page.waitForLoadState('networkidle')
const token = async () => page.evaluate(() => document.querySelector('input[name=_csrf]')?.value)
const post = async (path, form) => {
  await page.goto(base + '/payments/codes')
  let csrf = await token()
  if (!csrf) { await page.goto(base + '/payments/till'); csrf = await token() }
  if (!csrf) { await page.goto(base + '/payments/deposits/new'); csrf = await token() }
  const res = await page.request.post(base + path, { headers: { 'x-csrf-token': csrf, accept: 'application/json' }, data: form, maxRedirects: 0 })
  console.log(path, res.status(), (await res.text()).slice(0, 300))
  return res.json().catch(() => null)
}
const get = async (path) => (await page.request.get(base + path, { headers: { accept: 'application/json' } })).json()
const items = await get('/api/receivables/items?state=open&size=25')
const rows = items.rows ?? items.data ?? items
console.log(JSON.stringify(rows[0] ?? items).slice(0, 400))
const debtor = rows[0].debtor_id?.id ?? rows[0].debtor_id
const body = await post('/api/registry/paying-bodies', { code: 'SEC', name: 'Secretaria Municipal de Educação', customer_id: String(debtor) })
const agents = await get('/api/payments/agents')
const agent = (agents.rows ?? agents.data ?? agents)[0]
await post('/api/actions/payments.record_deposit', { agent_id: String(agent.id), account: '1234-5 / 100', deposited_on: (new Date(Date.now() - 86400000)).toISOString().slice(0, 10), amount_cents: '123456', document_number: 'OB 2026/0412', customer_id: String(debtor) })
await post('/api/payments/tills', { code: 'C1', name: 'Caixa 1', agent_id: String(agent.id), is_active: true })
const docs = await get('/api/receivables/documents?state=live&size=25')
console.log(JSON.stringify((docs.rows ?? docs.data ?? docs)[0]).slice(0, 300))
console.log('BODY', JSON.stringify(body))
await browser.close()
