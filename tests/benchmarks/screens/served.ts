import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { freePort } from '#core/database/embedded/index'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const PATIENCE_MS = 120_000

export interface Served {
  readonly url: string
  stop(): Promise<void>
}

async function isUp(url: string): Promise<boolean> {
  try {
    const { ok } = await fetch(`${url}/health`)
    return ok
  } catch {
    return false
  }
}

/** @throws Error when the screens cannot be shown: after minutes of preparing it would be late to find it. */
export function checkAssets(): void {
  if (!existsSync(`${ROOT}public/assets/.vite/manifest.json`))
    throw new Error('the assets of the screens are not built: npm run assets')
}

/** The web server in a process of its own, on the benchmark's database and without workers. */
export async function serve(): Promise<Served> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child: ChildProcess = spawn(process.execPath, ['--import=#typescript', 'bin/server.ts'], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), AQUEDUTO_WORKER: 'off', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const told = (code: number | null, signal: string | null) =>
    process.stderr.write(`the web server ended: ${signal ?? code}\n`)
  child.once('exit', told)
  for (const began = Date.now(); !(await isUp(url)); await sleep(100)) {
    if (child.exitCode !== null || Date.now() - began > PATIENCE_MS)
      throw new Error('the server did not start')
  }
  return {
    url,
    stop: () =>
      new Promise((done) => {
        child.off('exit', told)
        child.once('exit', () => done())
        child.kill('SIGTERM')
      }),
  }
}
