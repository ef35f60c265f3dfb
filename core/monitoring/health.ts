import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { diskPercent } from '#core/alerts/index'
import { query } from '#core/database/index'

const ANSWER_MS = 3000
/** Workers say every twenty seconds that they are there. */
const SILENT_SECONDS = 90
const FULL_PERCENT = 98

export interface HealthCheck {
  readonly name: 'server' | 'database' | 'workers' | 'disk'
  readonly isOk: boolean
  /** In Portuguese, without anything that a stranger should not know. */
  readonly text: string
}

/** Whether this server should get requests, and why not. */
export async function readiness(): Promise<readonly HealthCheck[]> {
  const server: HealthCheck = app.isTerminating
    ? { name: 'server', isOk: false, text: 'O servidor está parando' }
    : { name: 'server', isOk: true, text: 'O servidor atende' }
  const database = await checkDatabase()
  const workers: HealthCheck = database.isOk
    ? await checkWorkers()
    : { name: 'workers', isOk: false, text: 'Sem o banco de dados não se sabe dos trabalhadores' }
  return [server, database, workers, await checkDisk()]
}

/** Gives up after a while: whoever asks wants an answer now. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Error('no answer in time')), ANSWER_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

async function checkDatabase(): Promise<HealthCheck> {
  try {
    await inTime(query(db, 'select 1'))
    return { name: 'database', isOk: true, text: 'O banco de dados responde' }
  } catch {
    return { name: 'database', isOk: false, text: 'O banco de dados não responde' }
  }
}

async function checkWorkers(): Promise<HealthCheck> {
  const [row] = await query<{ alive: number }>(
    db,
    `select count(*)::int as alive from monitoring_processes
      where role = 'worker' and beat_at > clock_timestamp() - make_interval(secs => ?)`,
    [SILENT_SECONDS]
  )
  const alive = row?.alive ?? 0
  return alive
    ? {
        name: 'workers',
        isOk: true,
        text: alive === 1 ? '1 trabalhador' : `${alive} trabalhadores`,
      }
    : { name: 'workers', isOk: false, text: 'Nenhum trabalhador está no ar' }
}

async function checkDisk(): Promise<HealthCheck> {
  const percent = await diskPercent()
  return { name: 'disk', isOk: percent < FULL_PERCENT, text: `Disco com ${percent} % de ocupação` }
}
