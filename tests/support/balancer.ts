import { type Server, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * What stands before the web servers: each request goes to the next server in turn, to the one after it when a server does
 * not answer. Keeps no session and reads no cookie.
 */
export class Balancer {
  readonly answered = new Map<string, number>()
  #next = 0
  #server: Server

  private constructor(private readonly servers: readonly string[]) {
    this.#server = createServer((incoming, outgoing) => {
      const parts: Buffer[] = []
      incoming.on('data', (part: Buffer) => parts.push(part))
      incoming.on('end', () => {
        const body = Buffer.concat(parts)
        const first = this.#next++
        const attempt = (tried: number): void => {
          if (tried === this.servers.length) return void outgoing.writeHead(502).end()
          const server = this.servers[(first + tried) % this.servers.length]!
          const { method, headers, url } = incoming
          const passed = request(new URL(url!, server), { method, headers }, (answer) => {
            this.answered.set(server, (this.answered.get(server) ?? 0) + 1)
            outgoing.writeHead(answer.statusCode!, { ...answer.headers, 'x-served-by': server })
            answer.pipe(outgoing)
          })
          passed.once('error', () => attempt(tried + 1))
          passed.end(body)
        }
        attempt(0)
      })
    })
  }

  static async before(servers: readonly string[]): Promise<Balancer> {
    const balancer = new Balancer(servers)
    await new Promise<void>((done) => void balancer.#server.listen(0, '127.0.0.1', done))
    return balancer
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}
