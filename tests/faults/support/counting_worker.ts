import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'
import { APP_ROOT, importer } from '../../../bin/importer.ts'

/** A worker process that also knows the counting job, whose chunks take a moment; the fault tests kill it. */
const app = new Ignitor(APP_ROOT, { importer })
  .tap((application) => {
    application.booting(async () => {
      await import('#core/kernel/env')
    })
  })
  .createApp('console')

await app.init()
await app.boot()
await app.start(async () => {
  // These modules read the framework's services, which exist only after the boot.
  const { behaviour, countingJob, withJob } = await import('#core/jobs/tests/support/counting_job')
  const { startWorker } = await import('#core/jobs/worker')
  withJob(countingJob)
  const pause = process.env.TESTS_CHUNK_SECONDS ?? '0.05'
  behaviour.beforeChunk = async (_chunk, { tx }) => {
    await tx.rawQuery('select pg_sleep(?::float8)', [pause])
  }
  await startWorker()
  process.send?.('ready')
  process.once('disconnect', () => process.exit(0))
})
