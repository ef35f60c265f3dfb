import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import { freePort } from '#core/database/embedded/index'

export interface WebProcess {
  readonly url: string
  readonly process: ChildProcess
  stop(): Promise<void>
}

const ATTEMPTS = 600

/**
 * Starts the product's own web server in a process of its own, on the database of the running test file.
 * @throws with what it printed when it ends before it answers
 */
export async function startWeb(variables: Record<string, string> = {}): Promise<WebProcess> {
  const port = String(await freePort())
  const child = fork(app.makePath('bin/server.ts'), [], {
    execArgv: ['--import', '#typescript'],
    silent: true,
    env: {
      ...process.env,
      // Not the test's: sessions of a test live in memory.
      NODE_ENV: 'production',
      LOG_LEVEL: 'error',
      AQUEDUTO_WORKER: 'off',
      PORT: port,
      HOST: '127.0.0.1',
      APP_URL: `http://127.0.0.1:${port}`,
      ...variables,
    },
  })
  let printed = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (piece: Buffer) => (printed += piece.toString()))
  const url = `http://127.0.0.1:${port}`
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  for (let attempt = 1; ; attempt++) {
    if (child.exitCode !== null) throw new Error(printed)
    const answer = await fetch(`${url}/health/live`).catch(() => null)
    if (answer?.ok) break
    if (attempt === ATTEMPTS) throw new Error(`the server does not answer: ${printed}`)
    await sleep(100)
  }
  return {
    url,
    process: child,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
