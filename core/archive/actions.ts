import vine from '@vinejs/vine'
import type { Action, ActionContext } from '#core/actions/index'
import { openQueue } from '#core/jobs/queue'
import { requireRight } from '#core/jobs/require_right'
import { startRunWithin } from '#core/jobs/start_run'
import { type ArchiveArgs, archiveJob } from './job.ts'
import { requireOld } from './year.ts'

interface Input {
  readonly year: number
}

interface Started {
  readonly run: bigint
}

const input = vine.create({ year: vine.number().withoutDecimals().range([1990, 2200]) })

async function start(
  { tx, actor, municipalityId, now }: ActionContext,
  year: number,
  mode: ArchiveArgs['mode']
): Promise<Started> {
  requireRight(archiveJob, actor)
  await requireOld(tx, year, { municipalityId, now })
  const args = { year, mode, on: now.toISOString() }
  const queue = await openQueue()
  try {
    const { id } = await startRunWithin(tx, { job: archiveJob, args, actor }, queue)
    return { run: id }
  } finally {
    await queue.close()
  }
}

const subject = (_: Input, { run }: Started) => ({ type: 'jobs.run', id: run })

/** What archiving a year would move, and what it would leave and why; nothing moves. */
const checkYear: Action<Input, Started> = {
  name: 'archive.check_year',
  title: 'Conferir um ano para o arquivo morto',
  permission: 'archive.run',
  input,
  labels: { year: 'Ano' },
  reason: 'none',
  subject,
  run: (context, { year }) => start(context, year, 'check'),
  describe: ({ year }) => `Conferência de ${year} para o arquivo morto`,
}

/** Moves a year to the dead file. */
const moveYear: Action<Input, Started> = {
  name: 'archive.move_year',
  title: 'Levar um ano ao arquivo morto',
  permission: 'archive.run',
  input,
  labels: { year: 'Ano' },
  reason: 'required',
  subject,
  run: (context, { year }) => start(context, year, 'move'),
  describe: ({ year }) => `Ano de ${year} levado ao arquivo morto`,
}

export const archiveActions: readonly Action[] = [checkYear, moveYear]
