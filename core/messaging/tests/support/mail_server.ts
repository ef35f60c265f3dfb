import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A real SMTP server for tests: it keeps what it took, refuses addresses at will, goes down and comes back. */
export class MailServer {
  readonly taken: Email[] = []
  /** What the server answers to a recipient; undefined takes it. */
  refuse: (address: string) => { code: number; text: string } | undefined = () => undefined
  #server: SMTPServer | undefined
  #port = 0

  async start(): Promise<void> {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: ({ address }, _session, done) => {
        const answer = this.refuse(address)
        done(answer ? Object.assign(new Error(answer.text), { responseCode: answer.code }) : null)
      },
      onData: (stream, _session, done) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', async () => {
          this.taken.push(await PostalMime.parse(Buffer.concat(parts)))
          done()
        })
      },
    })
    this.#server.listen(this.#port, '127.0.0.1')
    await once(this.#server.server, 'listening')
    this.#port = (this.#server.server.address() as AddressInfo).port
  }

  get port(): number {
    return this.#port
  }

  async stop(): Promise<void> {
    await new Promise<void>((done) => {
      if (this.#server) this.#server.close(() => done())
      else done()
    })
    this.#server = undefined
  }
}

/** Makes the product use a server for as long as the returned function is not called. */
export function useMailServer(server: MailServer | null, prefix = 'SMTP'): () => void {
  const names = [`${prefix}_HOST`, `${prefix}_PORT`] as const
  const before = names.map((name) => process.env[name])
  const set = (values: readonly (string | undefined)[]) => {
    for (const [index, name] of names.entries()) {
      if (values[index] === undefined) delete process.env[name]
      else process.env[name] = values[index]
    }
  }
  set(server ? ['127.0.0.1', String(server.port)] : [undefined, undefined])
  return () => set(before)
}
