/** A browser as far as it matters here: cookies kept, forms sent with the token of their page. */
export class Visitor {
  #cookies = new Map<string, string>()

  constructor(private readonly base: string) {}

  /** The same person with the same cookies, reaching the system by another address. */
  through(base: string): Visitor {
    const other = new Visitor(base)
    other.#cookies = new Map(this.#cookies)
    return other
  }

  async get(path: string): Promise<Response> {
    return this.#keep(await fetch(this.base + path, this.#options()))
  }

  async login(login: string, password: string): Promise<Response> {
    const page = await this.get('/login')
    const text = await page.text()
    const [, token = ''] = /name=['"]_csrf['"] value=['"]([^'"]+)/.exec(text) ?? []
    const body = new URLSearchParams({ _csrf: token, login, password })
    const options = { ...this.#options(), method: 'POST', body }
    return this.#keep(await fetch(`${this.base}/login`, options))
  }

  #options() {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return { headers: { cookie }, redirect: 'manual' as const }
  }

  #keep(answer: Response): Response {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answer
  }
}
