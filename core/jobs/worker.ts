import logger from '@adonisjs/core/services/logger'
import type { PgBoss } from 'pg-boss'
import { deliverEvents } from '#core/actions/index'
import { deliverWebhooks } from '#core/actions/webhooks/deliver_webhooks'
import { watch, watchDatabase } from '#core/alerts/index'
import { sealTrail } from '#core/audit/index'
import { sendMessages } from '#core/messaging/index'
import { beat, endBeat, forgetOld, sampleHost, sampleTables } from '#core/monitoring/index'
import { QUEUE, type Wake, startQueue, wake } from './queue.ts'
import { idleRuns } from './resume_runs.ts'
import { standSchedules } from './schedules/stand_schedules.ts'
import { runSchedules } from './schedules/run_schedules.ts'
import { freeChunks } from './perform_chunk.ts'
import { type WorkOptions, workRun } from './work_run.ts'

/** After this time a worker puts its run at the end of the queue, so that a short run does not wait for a long one. */
const SLICE_MS = 10_000
const IDLE_SECONDS = 30
const TICK_MS = 1000
const SCHEDULE_MS = 5000
const WATCH_MS = 15_000
const BEAT_MS = 20_000
const SAMPLE_MS = 60_000

export interface Worker {
  /** Ends after the chunks in progress. */
  stop(): Promise<void>
}

/**
 * A worker of this process: takes runs from the queue, tells events to listeners and seals the trail. Any number of
 * workers, on any number of machines, may run at once.
 */
export async function startWorker({ lanes }: Pick<WorkOptions, 'lanes'> = {}): Promise<Worker> {
  const boss = await startQueue()
  const state = { isStopping: false, lanes }
  await boss.work<Wake>(
    QUEUE,
    { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 0.5 },
    async ([message]) => {
      if (message) await work(boss, BigInt(message.data.run), state)
    }
  )
  const stops = [
    every(TICK_MS, 'entrega de eventos', deliverEvents),
    every(TICK_MS, 'selo da auditoria', sealTrail),
    every(SCHEDULE_MS, 'agendamentos', runSchedules),
    every(SAMPLE_MS, 'agendamentos de fábrica', standSchedules),
    every(TICK_MS, 'envio de mensagens', sendMessages),
    every(TICK_MS, 'avisos a outros sistemas', deliverWebhooks),
    every(WATCH_MS, 'vigia', () => watch()),
    every(WATCH_MS, 'vigia do banco de dados', () => watchDatabase()),
    every(BEAT_MS, 'sinal de vida', () => beat('worker')),
    every(SAMPLE_MS, 'medidas do servidor', sampleMachine),
    every(IDLE_SECONDS * 1000, 'retomada de execuções', () => wakeIdle(boss, IDLE_SECONDS)),
  ]
  await standSchedules()
  await wakeIdle(boss, 0)
  await beat('worker')
  return {
    async stop() {
      state.isStopping = true
      await Promise.all(stops.map((stop) => stop()))
      await boss.stop({ graceful: true, timeout: 60_000 })
      await endBeat('worker')
    },
  }
}

async function sampleMachine(): Promise<void> {
  await sampleHost()
  await sampleTables()
  await forgetOld()
}

async function work(
  boss: PgBoss,
  runId: bigint,
  state: { readonly isStopping: boolean; readonly lanes: number | undefined }
): Promise<void> {
  const until = Date.now() + SLICE_MS
  try {
    const end = await workRun(runId, {
      lanes: state.lanes,
      shouldPause: () => state.isStopping || Date.now() > until,
      onOpen: () => invite(boss, runId),
    })
    if (end === 'paused') await wake(boss, runId)
  } catch (error) {
    const { code } = error as { code?: string }
    // Trying again would not help: the run is gone, or its plugin is off here.
    if (code !== 'E_JOBS_RUN_UNKNOWN' && code !== 'E_JOBS_UNKNOWN') throw error
    logger.warn({ err: error }, 'run %s was left', runId)
  }
}

/** Calls the next worker while there is more than this one can take: so all that are free join in, one after the other. */
async function invite(boss: PgBoss, runId: bigint): Promise<void> {
  if ((await freeChunks(runId, 2)) > 1) await wake(boss, runId)
}

async function wakeIdle(boss: PgBoss, idleSeconds: number): Promise<void> {
  for (const id of await idleRuns(idleSeconds)) await wake(boss, id)
}

/** Repeats a task, never twice at once; a failure is logged once until the task works again. */
function every(
  milliseconds: number,
  what: string,
  task: () => Promise<unknown>
): () => Promise<void> {
  let isFailing = false
  let running: Promise<void> = Promise.resolve()
  let isBusy = false
  const tick = async () => {
    try {
      await task()
      isFailing = false
    } catch (error) {
      if (!isFailing) logger.error({ err: error }, '%s failed', what)
      isFailing = true
    } finally {
      isBusy = false
    }
  }
  const timer = setInterval(() => {
    if (isBusy) return
    isBusy = true
    running = tick()
  }, milliseconds)
  return async () => {
    clearInterval(timer)
    await running
  }
}
