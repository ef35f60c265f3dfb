import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { civilDate } from '#core/calendar/index'
import type { BoletoPayment } from './boleto_desk.ts'
import { Branch, type BranchState, type CounterPayment, type Trouble } from './branch.ts'
import { BankFolders } from './folders.ts'

const MEMORY = 'banco-simulado'

/** What the bank is told to do. */
export interface BankOrder {
  /** Folder of the agreement, such as `001-123456`. */
  readonly agreement?: string
  /** For `pay`. */
  readonly payments?: readonly (Omit<CounterPayment, 'channel'> & { readonly channel?: string })[]
  /** For `pay_boletos`. */
  readonly boletos?: readonly BoletoPayment[]
  /** For `close_day`. */
  readonly on?: string
  /** For `statement`. */
  readonly from?: string
  readonly until?: string
  /** For `set`. */
  readonly trouble?: Trouble
  readonly feeCents?: string
  readonly floatDays?: number
}

/** A bank that exchanges FEBRABAN files through folders. What it knows survives it. */
export class FileBank {
  readonly #folders: BankFolders
  readonly #branches = new Map<string, Branch>()

  constructor(root: string) {
    this.#folders = new BankFolders(root)
    const known = JSON.parse(this.#folders.read(MEMORY) ?? '{}') as Record<string, BranchState>
    for (const [name, state] of Object.entries(known)) this.#branch(name, state)
  }

  #branch(name: string, state?: BranchState): Branch {
    const known = this.#branches.get(name) ?? new Branch(this.#folders, name, state)
    this.#branches.set(name, known)
    return known
  }

  #named({ agreement = '' }: BankOrder): Branch {
    if (!/^\d{3}-[A-Za-z0-9_-]+$/.test(agreement))
      throw new Error(`“${agreement}” is no folder of an agreement, such as 001-123456`)
    return this.#branch(agreement)
  }

  /** @returns what the bank answers; null to an order that it does not know */
  obey(name: string, order: BankOrder): unknown {
    const orders: Readonly<Record<string, () => unknown>> = {
      state: () => this.#state(),
      set: () => this.#set(order),
      pay: () => this.#pay(order),
      pay_boletos: () => this.#payBoletos(order),
      close_day: () => this.#closeDay(order),
      statement: () => ({
        file: this.#named(order).statement(civilDate(order.from!), civilDate(order.until!)),
      }),
    }
    const said = orders[name]?.() ?? null
    this.#folders.remember(MEMORY, JSON.stringify(this.#state()))
    return said
  }

  #state(): Record<string, BranchState> {
    return Object.fromEntries([...this.#branches].map(([name, { state }]) => [name, state]))
  }

  #set(order: BankOrder): BranchState {
    const { state } = this.#named(order)
    const { trouble, feeCents, floatDays } = order
    return Object.assign(state, {
      ...(trouble === undefined ? {} : { trouble }),
      ...(feeCents === undefined ? {} : { feeCents }),
      ...(floatDays === undefined ? {} : { floatDays }),
    })
  }

  #pay(order: BankOrder): { readonly waiting: number } {
    const { state } = this.#named(order)
    for (const payment of order.payments ?? []) {
      if (!/^\d{44}$/.test(payment.barcode)) throw new Error('A barcode has 44 digits')
      civilDate(payment.paidOn)
      state.payments.push({ channel: '1', ...payment, amountCents: String(payment.amountCents) })
    }
    return { waiting: state.payments.length }
  }

  #payBoletos(order: BankOrder): { readonly waiting: number } {
    const { boletos } = this.#named(order).state
    for (const payment of order.boletos ?? []) {
      if (!boletos.known[payment.ownNumber])
        throw new Error(`No boleto ${payment.ownNumber} was registered`)
      civilDate(payment.paidOn)
      boletos.payments.push(payment)
    }
    return { waiting: boletos.payments.length }
  }

  #closeDay({ on }: BankOrder): { readonly files: string[] } {
    const day = civilDate(on ?? new Date().toISOString().slice(0, 10))
    for (const name of this.#folders.names()) this.#branch(name)
    return { files: [...this.#branches.values()].flatMap((branch) => branch.closeDay(day)) }
  }
}

/** Starts the bank on a port of this machine, where it is told what to do. */
export async function startFileBank(root: string): Promise<{ url: string; stop(): void }> {
  const bank = new FileBank(root)
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (piece: Buffer) => (body += piece.toString()))
    request.on('end', () => {
      const [status, content] = answer(bank, (request.url ?? '/').slice(1), body)
      response.writeHead(status, { 'content-type': 'application/json' }).end(content)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}

function answer(bank: FileBank, name: string, body: string): readonly [number, string] {
  try {
    const said = bank.obey(name, (body ? JSON.parse(body) : {}) as BankOrder)
    return [said === null ? 404 : 200, JSON.stringify(said)]
  } catch (error) {
    return [400, JSON.stringify({ error: String(error) })]
  }
}
