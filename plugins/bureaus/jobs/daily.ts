import { peopleWith, todayIn } from '#core/access/index'
import { tell } from '#core/alerts/index'
import { type CivilDate, addDays, clock, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { ChunkResult, Job, JobContext, JobPlan } from '#core/jobs/index'
import { activeBureaus, lockBureau } from '../services/bureaus.ts'
import { sweep } from '../services/sweep.ts'
import { writeFiles } from '../services/write_file.ts'

export interface DailyArgs {
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
}

interface State {
  readonly today: CivilDate
}

async function plan({ tx, municipalityId }: JobContext): Promise<JobPlan<bigint, State>> {
  const today = await todayIn(tx, municipalityId)
  const bureaus = await activeBureaus(tx, municipalityId)
  const chunks = bureaus.map(({ id }) => id)
  return { chunks, total: chunks.length, state: { today } }
}

/** Of a bureau: first what leaves by itself, then the file of what waits. */
async function perform(
  context: JobContext,
  bureauId: bigint,
  { today }: State
): Promise<ChunkResult> {
  const { tx, municipalityId } = context
  const on = { ...context, now: clock.now() }
  const bureau = await lockBureau(tx, municipalityId, bureauId)
  const { movements: removals } = await sweep(on, { bureauId, today })
  const files = await writeFiles(on, { bureau, today, lotId: null })
  for (const { name, movements } of files) {
    context.log(`${bureau.name}: arquivo ${name} com ${movements} movimentos.`)
  }
  return {
    ...{ done: 1, parked: 0, issues: [] },
    figures: {
      ...{ removals, files: files.length },
      movements: files.reduce((sum, { movements }) => sum + movements, 0),
      refused: files.reduce((sum, { refused }) => sum + refused, 0),
    },
    ...(files.length && {
      trail: {
        file: files.map(({ name }) => name).join(', '),
        sha256: files.map(({ sha256 }) => sha256).join(', '),
      },
    }),
  }
}

interface Late {
  readonly id: bigint
  readonly bureau: string
  readonly n: number
  readonly deadline: CivilDate
}

/** Tells who sends that removals are near the end of their term, or beyond it: once for each bureau and day. */
async function warn(tx: Tx, municipalityId: bigint, today: CivilDate): Promise<number> {
  const late = await query<Late>(
    tx,
    `select b.id, b.name as bureau, count(*)::int as n, min(m.deadline_on) as deadline
       from bureaus_movements m
       join bureaus_bureaus b on b.id = m.bureau_id
       left join bureaus_files f on f.id = m.file_id
      where m.municipality_id = ? and m.operation in ('cancellation', 'exclusion') and m.deadline_on <= ?
        and (m.state in ('waiting', 'rejected') or (m.state = 'sent' and f.state = 'generated'))
      group by b.id, b.name order by b.name`,
    [municipalityId, addDays(today, 1)]
  )
  const people = late.length ? await peopleWith(municipalityId, 'bureaus.send') : []
  for (const { id, bureau, n, deadline } of late) {
    const text = `${n === 1 ? 'Uma baixa' : `${n} baixas`} de ${bureau} ainda não foi ao órgão; o prazo da Súmula 548 do STJ é ${formatDate(deadline)}.`
    await tell(
      tx,
      {
        ...{ municipalityId, key: `bureaus/${id}/late/${today}`, tone: 'bad', text },
        ...{ title: `Baixas em atraso: ${bureau}`, path: '/bureaus/desk', withEmail: false },
        ...{ template: 'alerts.event', data: { text } },
      },
      people.map(({ id: userId, name }) => ({ userId, name, email: null }))
    )
  }
  return late.reduce((sum, { n }) => sum + n, 0)
}

interface Held {
  readonly id: bigint
  readonly bureau: string
  readonly n: number
}

/** Tells who keeps the contracts that removals go by no file until a layout is compared with the manual: once a bureau and day. */
async function warnHeld(tx: Tx, municipalityId: bigint, today: CivilDate): Promise<number> {
  const held = await query<Held>(
    tx,
    `select b.id, b.name as bureau, count(*)::int as n
       from bureaus_movements m join bureaus_bureaus b on b.id = m.bureau_id
      where m.municipality_id = ? and m.waits_for = 'layout' and m.state = 'waiting' group by b.id, b.name order by b.name`,
    [municipalityId]
  )
  const people = held.length ? await peopleWith(municipalityId, 'bureaus.configure') : []
  for (const { id, bureau, n } of held) {
    const text = `${n === 1 ? 'Uma retirada' : `${n} retiradas`} de ${bureau} fora de arquivo: confira o leiaute com o manual da central e confirme-o na página do órgão. Enquanto isso a retirada se faz na central ou no cartório, e se registra com o protocolo.`
    await tell(
      tx,
      {
        ...{ municipalityId, key: `bureaus/${id}/layout/${today}`, tone: 'bad', text },
        ...{ title: `Leiaute a confirmar: ${bureau}`, path: `/bureaus/bureaus/${id}` },
        ...{ withEmail: false, template: 'alerts.event', data: { text } },
      },
      people.map(({ id: userId, name }) => ({ userId, name, email: null }))
    )
  }
  return held.reduce((sum, { n }) => sum + n, 0)
}

/** Each day: what is to leave the bureaus leaves, files of what waits are written, and removals near their term are told of. */
export const dailyJob: Job<DailyArgs, bigint, State> = {
  name: 'bureaus.daily',
  title: 'Baixas e arquivos de negativação',
  permission: 'bureaus.send',
  figures: {
    removals: 'Baixas e atualizações pedidas',
    files: 'Arquivos',
    movements: 'Movimentos nos arquivos',
    refused: 'Que não cabem no leiaute',
    late: 'Baixas no fim do prazo ou atrasadas',
    held: 'Retiradas com o leiaute a confirmar',
  },
  key: ({ on }) => on,
  label: ({ on }) => `Baixas e arquivos de ${on.slice(0, 10)}`,
  results: () => Promise.resolve([{ title: 'Negativação e protesto', path: '/bureaus/desk' }]),
  schedule: { args: ({ date }) => ({ on: date }), standing: { timeOfDay: '18:30' } },
  plan,
  perform,
  finish: async ({ tx, municipalityId }, { today }) => ({
    late: await warn(tx, municipalityId, today),
    held: await warnHeld(tx, municipalityId, today),
  }),
}
