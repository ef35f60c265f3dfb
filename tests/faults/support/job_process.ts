import 'reflect-metadata'
import { once } from 'node:events'
import { Ignitor } from '@adonisjs/core'
import { APP_ROOT, importer } from '../../../bin/importer.ts'
import type { Job } from '#core/jobs/index'

/**
 * A process of its own that does a run to its end, `node job_process.ts <job> <encoded arguments>`. Its chunks are single
 * items, and each waits with its rows written and not committed, so that a kill finds it in the middle. Tells `ready` before
 * the first chunk, and at the end how many chunks it did. With `TESTS_WAIT` it goes on from there when it is told to, so
 * that processes begin together however long each took to start. With `TESTS_CLOCK` its clock stands at that instant.
 */
const [, , name = '', encodedArgs = ''] = process.argv
const PAUSE = process.env.TESTS_CHUNK_SECONDS ?? '0.02'

let chunks = 0

const slow = (job: Job): Job => ({
  ...job,
  async plan(context, args) {
    const plan = await job.plan(context, args)
    return { ...plan, chunks: plan.chunks.flatMap(piecesOf) }
  },
  async perform(context, ...rest) {
    const result = await job.perform(context, ...rest)
    await context.tx.rawQuery('select pg_sleep(?::float8)', [PAUSE])
    chunks++
    return result
  },
})

/** A chunk that is a list, as billing's is of sets, can be cut, one of premises, and the first lines of a range of a file. */
function piecesOf(chunk: unknown): unknown[] {
  if (Array.isArray(chunk)) return chunk.map((item: unknown) => [item])
  const { from, to } = (chunk ?? {}) as { from?: unknown; to?: unknown }
  if (typeof from === 'number' && typeof to === 'number') return linesOf(from, to)
  const { premises } = (chunk ?? {}) as { premises?: unknown }
  if (!Array.isArray(premises)) return [chunk]
  const pieces = Array.from({ length: Math.ceil(premises.length / 4) }, (_, index) =>
    premises.slice(index * 4, index * 4 + 4)
  )
  return pieces.map((piece) => ({ ...(chunk as object), premises: piece }))
}

const LINES = 4
const CUT_LINES = 40

/** The last range of a file has no end that is known here: what comes after the lines that are cut stays whole. */
function linesOf(from: number, to: number): { from: number; to: number }[] {
  const starts: number[] = []
  for (let at = from; at < from + CUT_LINES && at <= to; at += LINES) starts.push(at)
  return starts.map((start, index) => ({
    from: start,
    to: index === starts.length - 1 ? to : start + LINES - 1,
  }))
}

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
  const { default: db } = await import('@adonisjs/lucid/services/db')
  const { systemActor } = await import('#core/access/index')
  const { decode, runInline } = await import('#core/jobs/index')
  const { Registry, installRegistries, registries } = await import('#core/kernel/index')
  const { clock } = await import('#core/calendar/index')
  if (process.env.TESTS_CLOCK) clock.freeze(process.env.TESTS_CLOCK)
  const real = registries()
  const jobs = new Registry<Job>('job')
  for (const known of real.jobs.names()) {
    const job = real.jobs.get(known)
    jobs.add(known, known === name ? slow(job) : job, real.jobs.pluginOf(known) ?? 'core')
  }
  installRegistries({ ...real, jobs })
  const { id } = await db.from('access_municipalities').select('id').firstOrFail()
  const told = process.env.TESTS_WAIT ? once(process, 'message') : null
  process.send?.('ready')
  await told
  const { status } = await runInline(name, decode(encodedArgs), systemActor(id as bigint))
  process.send?.({ status, chunks })
})
await app.terminate()
process.disconnect?.()
