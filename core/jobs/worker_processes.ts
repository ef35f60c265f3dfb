import { type ChildProcess, fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'

const RESTART_MS = 2000
/** A worker ends after its chunk; one that does not end by then is killed, which loses nothing. */
const PATIENCE_MS = 60_000

export interface WorkerProcesses {
  stop(): Promise<void>
}

/**
 * Worker processes under this one: each is a `worker` command of its own, so that batch work never delays a page. One that
 * dies is started again; all end with this process, whatever ends it.
 */
export function startWorkerProcesses(count: number): WorkerProcesses {
  let isStopping = false
  const children = new Set<ChildProcess>()
  const start = () => {
    const args = ['worker', '--processes=1', `--lanes=${lanesOf(count)}`]
    const child = fork(app.makePath('ace.js'), args, { stdio: 'inherit' })
    children.add(child)
    child.once('exit', async (code, signal) => {
      children.delete(child)
      if (isStopping) return
      logger.warn('worker process %d ended (%s); starting another', child.pid, signal ?? code)
      await sleep(RESTART_MS)
      if (!isStopping) start()
    })
  }
  for (let i = 0; i < count; i++) start()
  return {
    async stop() {
      isStopping = true
      await Promise.all([...children].map(ended))
    },
  }
}

/** The people at the screens come first: a worker takes the processor that they leave. */
export const giveWay = (): void => setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

/** One chunk at once in each process where there is one for each CPU: more would take the time of the people at the screens. */
export const lanesOf = (processes: number): number => (processes > 1 ? 1 : 2)

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
    child.once('exit', () => {
      clearTimeout(impatience)
      done()
    })
    child.kill('SIGTERM')
  })
}
