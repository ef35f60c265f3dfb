import { availableParallelism } from 'node:os'
import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class WorkerCommand extends BaseCommand {
  static commandName = 'worker'
  static description = 'Do batch runs, deliver events and seal the audit trail, until stopped'
  static options: CommandOptions = { startApp: true, staysAlive: true }

  @flags.number({ description: 'Worker processes; one per CPU when not given' })
  declare processes?: number

  @flags.number({
    description: 'Chunks of a run at once in a process; two when it is the only one',
  })
  declare lanes?: number

  async run() {
    const count = this.processes ?? availableParallelism()
    if (count > 1) {
      const { startWorkerProcesses } = await import('#core/jobs/worker_processes')
      const processes = startWorkerProcesses(count)
      this.app.terminating(() => processes.stop())
      return
    }
    const { startWorker } = await import('#core/jobs/worker')
    const { giveWay } = await import('#core/jobs/worker_processes')
    giveWay()
    const worker = await startWorker({ lanes: this.lanes })
    this.app.terminating(async () => {
      await worker.stop()
      // The channel to the process that started this one would keep it alive.
      if (process.connected) process.disconnect()
    })
    // A worker that was started by another process does not outlive it.
    process.once('disconnect', () => void this.app.terminate())
    process.once('SIGINT', () => void this.app.terminate())
    this.logger.info(`Trabalhador pronto (processo ${process.pid})`)
  }
}
