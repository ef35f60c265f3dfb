import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'
import { APP_ROOT, importer } from '../../../bin/importer.ts'
import type { RunOrder, RunTold } from './work_processes.ts'

/*
 * A worker that does the runs that its parent tells it and nothing else, so that time and memory are those of the runs alone. Several take
 * the chunks of one run together, as the workers of a server do.
 */
const app = new Ignitor(APP_ROOT, { importer })
  .tap((one) => {
    one.booting(async () => {
      await import('#core/kernel/env')
    })
  })
  .createApp('console')
const isOver = new Promise<void>((done) => process.once('disconnect', done))
await app.init()
await app.boot()
await app.start(async () => {
  const { systemActor } = await import('#core/access/index')
  const { decode, runInline } = await import('#core/jobs/index')
  const { giveWay, lanesOf } = await import('#core/jobs/worker_processes')
  giveWay()
  const lanes = lanesOf(Number(process.env.BENCH_PROCESSES))
  const perform = async (text: string): Promise<RunTold> => {
    const { job, municipalityId, args } = decode(text) as RunOrder
    const before = process.cpuUsage()
    const { status, done, parked } = await runInline(job, args, systemActor(municipalityId), {
      lanes,
    })
    const { user, system } = process.cpuUsage(before)
    return {
      ...{ status, done, parked, cpuSeconds: (user + system) / 1e6 },
      peakMegabytes: process.resourceUsage().maxRSS / 1024,
    }
  }
  process.on('message', (text) => {
    perform(String(text)).then(
      (told) => process.send!(told),
      (error: unknown) => process.send!({ failed: String(error) })
    )
  })
  process.send!('waits')
})
await isOver
await app.terminate()
