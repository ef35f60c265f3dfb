import type { ApplicationService } from '@adonisjs/core/types'

const FLUSH_MS = 60_000
const BEAT_MS = 20_000

/** Writes down, each minute, what the web server has served and how its machine is doing. */
export default class MonitoringProvider {
  #timers: NodeJS.Timeout[] = []

  constructor(protected app: ApplicationService) {}

  async ready() {
    if (this.app.getEnvironment() !== 'web') return
    const { flushRequests } = await import('./recorder.ts')
    const { beat, sampleHost } = await import('./sampler.ts')
    const quietly = (task: () => Promise<unknown>) => () =>
      void task().catch((error: unknown) => process.emitWarning(`monitoramento: ${String(error)}`))
    this.#timers = [
      setInterval(
        quietly(async () => {
          await flushRequests()
          await sampleHost()
        }),
        FLUSH_MS
      ),
      setInterval(
        quietly(() => beat('web')),
        BEAT_MS
      ),
    ]
    for (const timer of this.#timers) timer.unref()
  }

  async shutdown() {
    for (const timer of this.#timers) clearInterval(timer)
    if (!this.#timers.length) return
    const { flushRequests } = await import('./recorder.ts')
    const { endBeat } = await import('./sampler.ts')
    await flushRequests().catch(() => undefined)
    await endBeat('web').catch(() => undefined)
  }
}
