import type { IncomingMessage } from 'node:http'
import type { Answer, Bank } from './bank.ts'
import { type Payment, Refused } from './charges.ts'
import { notify } from './notices.ts'

interface Order {
  /** For `pay`. */
  readonly txid?: string
  /** Instant of a payment; now when not given. */
  readonly at?: string
  /** `pay`: also what was paid already. */
  readonly isForced?: boolean
  /** `notify`: end-to-end ids, in the order in which they are told. */
  readonly payments?: readonly string[]
  readonly isForged?: boolean
  /** `set`. */
  readonly isDown?: boolean
  readonly today?: string
  readonly limit?: number
}

/** What the bank is told to do: the door of the people who try things, not of the API. */
export async function control(
  bank: Bank,
  { url = '/' }: IncomingMessage,
  body: string
): Promise<Answer> {
  const order = (body ? JSON.parse(body) : {}) as Order
  const orders: Readonly<Record<string, () => Answer | Promise<Answer>>> = {
    '/state': () => [200, stateOf(bank)],
    '/set': () => set(bank, order),
    '/pay': () => [200, bank.ledger.pay(order.txid ?? '', instant(order.at), order.isForced)],
    '/notify': () => tell(bank, order),
    '/live': () => live(bank, order),
  }
  const work = orders[url]
  return work ? work() : [404, { known: Object.keys(orders) }]
}

const instant = (text: string | undefined): Date => (text ? new Date(text) : new Date())

const stateOf = ({ ledger, calls, isDown }: Bank) => ({
  ...{ calls, isDown, payments: ledger.payments, webhooks: Object.fromEntries(ledger.webhooks) },
  charges: [...ledger.charges.values()],
})

function set(bank: Bank, { isDown, today }: Order): Answer {
  if (isDown !== undefined) bank.isDown = isDown
  if (today !== undefined) bank.today = today
  return [200, { isDown: bank.isDown, today: bank.today }]
}

async function tell(bank: Bank, { payments: ids = [], isForged = false }: Order): Promise<Answer> {
  const { ledger, signing } = bank
  const payments = ids.map((id) => {
    const found = ledger.payments.find(({ endToEndId }) => endToEndId === id)
    if (!found) throw new Refused(404, 'endToEndId', 'Pix não encontrado')
    return found
  })
  return [200, await notify(addressOf(bank, payments), payments, { signing, isForged })]
}

function addressOf({ ledger }: Bank, [payment]: readonly Payment[]): string {
  const url = payment && ledger.webhooks.get(payment.chave)
  if (!url) throw new Refused(409, 'webhook', 'Nenhum endereço de avisos cadastrado para a chave')
  return url
}

/** Pays some active charges at once and tells of them, one after the other: a bank on an ordinary morning. */
async function live(bank: Bank, { limit = 10 }: Order): Promise<Answer> {
  const active = [...bank.ledger.charges.values()].filter(({ status }) => status === 'ATIVA')
  const payments = active.slice(0, limit).map(({ txid }) => bank.ledger.pay(txid, new Date()))
  const answers: unknown[] = []
  for (const payment of payments) {
    const told = await notify(addressOf(bank, [payment]), [payment], {
      ...{ signing: bank.signing, isForged: false },
    })
    answers.push({ endToEndId: payment.endToEndId, status: told.status })
  }
  return [200, { paid: payments.length, answers }]
}
