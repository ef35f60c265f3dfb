import { setTimeout as sleep } from 'node:timers/promises'

/** One thing that a clerk does, and how the page is asked for. */
export interface Step {
  readonly name: string
  perform(browser: Browser): Promise<void>
}

export type Times = Map<string, number[]>

/** What a browser keeps between two pages: cookies and the token of the last form. */
export class Browser {
  readonly #url: string
  readonly #cookies = new Map<string, string>()

  constructor(url: string) {
    this.#url = url
  }

  async #ask(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(this.#url + path, {
      ...init,
      headers: { ...init.headers, cookie },
      redirect: 'manual',
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair] = line.split(';')
      const at = pair!.indexOf('=')
      this.#cookies.set(pair!.slice(0, at), pair!.slice(at + 1))
    }
    return response
  }

  /** @throws Error unless the page is shown. */
  async page(path: string): Promise<string> {
    const response = await this.#ask(path)
    const text = await response.text()
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
    return text
  }

  /** Sends a form with what the page of it had in its fields. @throws Error unless it is accepted. */
  async send(path: string, fields: Readonly<Record<string, string>>, form: string): Promise<void> {
    const token = /name=["']_csrf["'] value=["']([^"']+)/.exec(form)?.[1] ?? ''
    const response = await this.#ask(path, {
      method: 'POST',
      body: new URLSearchParams({ ...fields, _csrf: token }),
    })
    await response.arrayBuffer()
    const { status } = response
    const place = response.headers.get('location') ?? ''
    if (status !== 302 || place === '/login') throw new Error(`${path} answered ${status} ${place}`)
  }
}

/** The value of a field as a form shows it. */
export function valueOf(form: string, name: string): string {
  const field = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(form)?.[0] ?? ''
  return /value="([^"]*)"/.exec(field)?.[1] ?? ''
}

interface Work {
  readonly steps: readonly Step[]
  /** Asked before each step. */
  readonly isOver: () => boolean
  /** Milliseconds that a person looks at a page before asking for the next. */
  readonly think: number
  readonly times: Times
}

/** A clerk at work until the time is over: one step after the other, each measured until its last byte. Not all begin at one instant. */
export async function work(browser: Browser, { steps, isOver, think, times }: Work): Promise<void> {
  await sleep(think * Math.random())
  for (let index = Math.floor(Math.random() * steps.length); !isOver(); index++) {
    const { name, perform } = steps[index % steps.length]!
    const began = performance.now()
    await perform(browser)
    const list = times.get(name) ?? []
    list.push(performance.now() - began)
    times.set(name, list)
    await sleep(think * (0.5 + Math.random()))
  }
}

/** Of each name: how many requests, and their times in milliseconds. */
export function figures(times: Times) {
  const rounded = (value: number) => Number(value.toFixed(1))
  return Object.fromEntries(
    [...times].map(([name, list]) => {
      list.sort((a, b) => a - b)
      const at = (part: number) => rounded(list[Math.floor((list.length - 1) * part)]!)
      return [name, { requests: list.length, p50: at(0.5), p95: at(0.95), max: at(1) }]
    })
  )
}
