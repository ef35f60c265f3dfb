import { statfs } from 'node:fs/promises'
import { hostname } from 'node:os'
import db from '@adonisjs/lucid/services/db'
import { municipalityOf } from '#core/access/index'
import { BACKUP_HOURS, hoursWithoutBackup } from '#core/backup/index'
import { overdueEmergencies, parameterWithin } from '#core/configuration/index'
import { isSealLate } from '#core/audit/index'
import { clock, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { varPath } from '#core/kernel/index'
import { CHANNELS, gateways } from '#core/messaging/index'
import { DISK_PERCENT, PATIENCE_SECONDS } from './parameters.ts'
import { type Cause, clearAlert, raiseAlert } from './raise.ts'

/** Advisory lock of the watcher: one process looks at a time. */
const WATCH_LOCK = 7_215_004
/** A queue or a seal that has not moved for so long stands still. */
const STILL_SECONDS = 300

type Finding = Omit<Cause, 'municipalityId'>
interface Look {
  readonly key: string
  /** What is wrong now, or null. */
  readonly finding: Finding | null
}

/** How full the disk of the installation's folder is, in whole per cent. */
export async function diskPercent(): Promise<number> {
  const { blocks, bfree, bavail } = await statfs(varPath())
  const used = blocks - bfree
  return Math.ceil((used * 100) / Math.max(1, used + bavail))
}

/**
 * Looks whether what should go on goes on, and tells the people responsible what does not, and when it does again.
 * @param diskIs how full the disk is; tests say it.
 */
export async function watch(diskIs: () => Promise<number> = diskPercent): Promise<void> {
  const percent = await diskIs()
  const mail = await mailState()
  await db.transaction(async (tx) => {
    const [lock] = await query<{ mine: boolean }>(
      tx,
      'select pg_try_advisory_xact_lock(?) as mine',
      [WATCH_LOCK]
    )
    if (!lock?.mine) return
    const places = await query<{ id: bigint }>(
      tx,
      'select id from access_municipalities order by id'
    )
    for (const { id } of places) {
      const looks = [
        await lookAtQueue(tx, id),
        await lookAtMail(tx, id, mail),
        await lookAtTrail(tx),
        await lookAtDisk(tx, id, percent),
        await lookAtBackup(tx, id),
      ]
      for (const { key, finding } of looks) {
        if (finding) await raiseAlert(tx, { ...finding, municipalityId: id })
        else await clearAlert(tx, id, key)
      }
      await clearSchedules(tx, id)
      await tellEmergencies(tx, id)
    }
  })
}

const ago = (seconds: number) => new Date(clock.now().getTime() - seconds * 1000)

async function lookAtQueue(tx: Tx, municipalityId: bigint): Promise<Look> {
  const key = 'queue'
  const waiting = await query<{ id: bigint; label: string }>(
    tx,
    `select id, label from jobs_runs
      where municipality_id = ? and status in ('planned', 'running') and coalesce(heartbeat_at, created_at) < ?
      order by id limit 5`,
    [municipalityId, ago(STILL_SECONDS)]
  )
  const [first] = waiting
  if (!first) return { key, finding: null }
  const labels = waiting.map(({ label }) => label).join('; ')
  const finding: Finding = {
    ...{ key, topic: 'queue', title: 'A fila de execuções está parada', path: `/jobs/${first.id}` },
    detail: `Ninguém trabalha há mais de ${STILL_SECONDS / 60} minutos em: ${labels}. Confira se há trabalhadores no ar.`,
  }
  return { key, finding }
}

async function mailState() {
  const known = await gateways()
  return known.find(({ channel }) => channel === CHANNELS.email.name) ?? null
}

async function lookAtMail(
  tx: Tx,
  municipalityId: bigint,
  state: Awaited<ReturnType<typeof mailState>>
): Promise<Look> {
  const key = 'mail'
  const patience = await parameterWithin<number>(tx, { key: PATIENCE_SECONDS, municipalityId })
  const since = state?.failing_since
  if (!since || since > ago(patience)) return { key, finding: null }
  const finding: Finding = {
    ...{ key, topic: 'mail', title: 'O servidor de e-mail não responde', path: '/messages' },
    detail: `As mensagens esperam e saem quando ele voltar. Erro: ${state.last_error ?? 'sem resposta'}`,
  }
  return { key, finding }
}

async function lookAtTrail(tx: Tx): Promise<Look> {
  const key = 'trail'
  if (!(await isSealLate(tx, ago(STILL_SECONDS)))) return { key, finding: null }
  const finding: Finding = {
    ...{ key, topic: 'trail', title: 'A trilha de auditoria está sem selo', path: '/audit' },
    detail: `Há registros de mais de ${STILL_SECONDS / 60} minutos que ninguém selou. Confira se há trabalhadores no ar.`,
  }
  return { key, finding }
}

async function lookAtDisk(tx: Tx, municipalityId: bigint, percent: number): Promise<Look> {
  const key = `disk/${hostname()}`
  const limit = await parameterWithin<number>(tx, { key: DISK_PERCENT, municipalityId })
  if (percent < limit) return { key, finding: null }
  const finding: Finding = {
    ...{ key, topic: 'disk', title: `Disco de ${hostname()} quase cheio`, path: '/monitoring' },
    detail: `O disco está com ${percent} % de ocupação; o limite é ${limit} %. Libere espaço antes que o banco de dados pare de gravar.`,
  }
  return { key, finding }
}

async function lookAtBackup(tx: Tx, municipalityId: bigint): Promise<Look> {
  const key = 'backup'
  const limit = await parameterWithin<number>(tx, { key: BACKUP_HOURS, municipalityId })
  const hours = await hoursWithoutBackup(tx)
  if (hours === null || hours < limit) return { key, finding: null }
  const finding: Finding = {
    ...{ key, topic: 'backup', title: 'Falta a cópia de segurança', path: '/jobs/schedules' },
    detail: `Há ${Math.floor(hours)} horas não se completa uma cópia; o limite é de ${limit}. Confira o agendamento e a última execução de “Cópia de segurança”.`,
  }
  return { key, finding }
}

/** A schedule that started again after it had not is told so. */
async function clearSchedules(tx: Tx, municipalityId: bigint): Promise<void> {
  const mended = await query<{ key: string }>(
    tx,
    `select c.key from alerts_causes c
       join lateral (select o.state from jobs_occurrences o
                      where o.schedule_id = split_part(c.key, '/', 2)::bigint and o.state <> 'skipped'
                      order by o.due_at desc limit 1) last on last.state in ('started', 'standing')
      where c.municipality_id = ? and c.topic = 'schedule' and c.closed_at is null`,
    [municipalityId]
  )
  for (const { key } of mended) await clearAlert(tx, municipalityId, key)
}

/** Internal control is told of each emergency version that nobody confirmed in time, and when somebody decided. */
async function tellEmergencies(tx: Tx, municipalityId: bigint): Promise<void> {
  const { timeZone } = await municipalityOf(municipalityId, tx)
  const overdue = await overdueEmergencies(tx, municipalityId, clock.today(timeZone))
  for (const { id, title, author, ratifyUntil } of overdue) {
    await raiseAlert(tx, {
      ...{ municipalityId, topic: 'emergency', key: `emergency/${id}` },
      title: `Emergência sem ratificação: ${title}`,
      detail: `${author} pôs uma versão em vigor sem aprovação prévia, e ninguém a ratificou até ${formatDate(ratifyUntil)}.`,
      path: `/configuration/versions/${id}`,
    })
  }
  const open = await query<{ key: string }>(
    tx,
    `select key from alerts_causes where municipality_id = ? and topic = 'emergency' and closed_at is null`,
    [municipalityId]
  )
  const still = new Set(overdue.map(({ id }) => `emergency/${id}`))
  for (const { key } of open) if (!still.has(key)) await clearAlert(tx, municipalityId, key)
}
