import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const STALE_AFTER_MS = 120_000
const WAIT_MS = 150_000

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isStale(file: string): boolean {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    const age = Date.now() - statSync(file).mtimeMs
    return age > STALE_AFTER_MS || (Number.isInteger(pid) && pid > 0 && !isAlive(pid))
  } catch {
    return false
  }
}

/** Runs `work` while holding a lock file; a lock left by a killed process is taken over. */
export async function withLockFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + WAIT_MS
  for (;;) {
    try {
      const handle = openSync(file, 'wx', 0o644)
      writeSync(handle, String(process.pid))
      closeSync(handle)
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (isStale(file)) rmSync(file, { force: true })
      else if (Date.now() > deadline) {
        throw new Error(
          `E_DATABASE_LOCKED: another process holds ${file}; remove it if none is running`,
          {
            cause: error,
          }
        )
      } else await sleep(150)
    }
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}
