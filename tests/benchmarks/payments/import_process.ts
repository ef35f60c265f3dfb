import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'
import { APP_ROOT, importer } from '../../../bin/importer.ts'

/*
 * A worker that imports one file and nothing else, so that its time and memory are those of an import alone. Told of the file
 * by its parent; tells what became of it.
 */
const app = new Ignitor(APP_ROOT, { importer })
  .tap((one) => {
    one.booting(async () => {
      await import('#core/kernel/env')
    })
  })
  .createApp('console')
await app.init()
await app.boot()
await app.start(async () => {
  const { systemActor } = await import('#core/access/index')
  const { decode, runInline } = await import('#core/jobs/index')
  const told = new Promise<string>((done) => process.once('message', (text) => done(String(text))))
  // The framework tells its own `ready` when all is done.
  process.send!('waits')
  const { municipalityId, args } = decode(await told) as { municipalityId: bigint; args: unknown }
  const before = process.cpuUsage()
  const began = performance.now()
  const { status, done, parked } = await runInline(
    'payments.import',
    args,
    systemActor(municipalityId)
  )
  const { user, system } = process.cpuUsage(before)
  process.send!({
    ...{ status, done, parked, seconds: (performance.now() - began) / 1000 },
    cpuSeconds: (user + system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  })
})
await app.terminate()
process.disconnect()
