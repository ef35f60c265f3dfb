import 'reflect-metadata'
import { setTimeout as sleep } from 'node:timers/promises'
import { Ignitor } from '@adonisjs/core'
import { APP_ROOT, importer } from '../../../bin/importer.ts'

const PAUSE_MS = 100

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
  const { default: db } = await import('@adonisjs/lucid/services/db')
  const { systemActor } = await import('#core/access/index')
  const { runAction } = await import('#core/actions/index')
  const { registries } = await import('#core/kernel/index')
  const { updateAction } = await import('#core/records/index')
  const update = updateAction(registries().records.get('registry.customers'))
  const { rows } = await db.rawQuery(
    // The demo has names that a change refuses: they are there to be found by the checks of the registry. A public body answers for
    // thousands of premises, which bear its name: nobody changes one ten times a second.
    `select id, municipality_id, name from registry_customers where name like '% %' and kind <> 'public_body' order by id limit 49`
  )
  const customers = rows as { id: bigint; municipality_id: bigint; name: string }[]
  const actor = systemActor(customers[0]!.municipality_id)
  const times: number[] = []
  let isOn = true
  process.once('message', () => {
    isOn = false
  })
  const change = async (index: number) => {
    const { id, name } = customers[index % customers.length]!
    const changes = { name: index % 2 ? `${name} Filho` : name }
    await runAction(update, { actor, input: { id: String(id), changes } })
  }
  for (let warm = 0; warm < 10; warm++) await change(warm)
  process.send!('ready')
  for (let index = 0; isOn; index++) {
    const began = performance.now()
    await change(index)
    times.push(performance.now() - began)
    await sleep(PAUSE_MS)
  }
  times.sort((a, b) => a - b)
  const at = (part: number) =>
    Number((times[Math.floor((times.length - 1) * part)] ?? 0).toFixed(1))
  process.send!({ actions: times.length, p50: at(0.5), p95: at(0.95), max: at(1) })
})
await app.terminate()
process.disconnect()
