import { availableParallelism } from 'node:os'
import type { ApplicationService } from '@adonisjs/core/types'
import type { WorkerProcesses } from './worker_processes.ts'

/**
 * `AQUEDUTO_WORKER`: how many worker processes the web server brings along, one per CPU when not given; `off` when they run
 * elsewhere.
 */
export default class JobsProvider {
  #processes: WorkerProcesses | undefined

  constructor(protected app: ApplicationService) {}

  async ready() {
    const count = wantedWorkers(process.env.AQUEDUTO_WORKER)
    if (this.app.getEnvironment() !== 'web' || count === 0) return
    const { startWorkerProcesses } = await import('./worker_processes.ts')
    this.#processes = startWorkerProcesses(count)
  }

  async shutdown() {
    await this.#processes?.stop()
  }
}

/** How many workers a setting asks for; none for `off`, as many as CPUs when it says nothing that is a number. */
export function wantedWorkers(setting: string | undefined): number {
  if (setting === 'off') return 0
  const count = Number(setting)
  return Number.isInteger(count) && count > 0 ? count : availableParallelism()
}
