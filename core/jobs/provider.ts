import type { ApplicationService } from '@adonisjs/core/types'
import type { WorkerProcesses } from './worker_processes.ts'

/** `AQUEDUTO_WORKER`: how many worker processes the web server brings along; `off` when they run elsewhere. */
export default class JobsProvider {
  #processes: WorkerProcesses | undefined

  constructor(protected app: ApplicationService) {}

  async ready() {
    const wanted = process.env.AQUEDUTO_WORKER ?? '1'
    if (this.app.getEnvironment() !== 'web' || wanted === 'off') return
    const { startWorkerProcesses } = await import('./worker_processes.ts')
    this.#processes = startWorkerProcesses(Number(wanted) || 1)
  }

  async shutdown() {
    await this.#processes?.stop()
  }
}
