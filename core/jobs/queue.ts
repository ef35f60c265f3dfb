import db from '@adonisjs/lucid/services/db'
import { type ConstructorOptions, type Db, PgBoss, fromKnex } from 'pg-boss'
import { type Tx, poolConnection } from '#core/database/index'

/** The one queue: its messages only wake a worker for a run; what is done is told by the chunk rows. */
export const QUEUE = 'jobs-wake'

export interface Wake {
  /** The run's id, as text. */
  readonly run: string
}

/**
 * With the engine's defaults nothing is taken up again after a kill: here the message of a dead worker is given to another
 * when its heartbeat has been missing for ten seconds, any number of times. At most one message of a run waits at once.
 */
const QUEUE_OPTIONS = {
  policy: 'short',
  heartbeatSeconds: 10,
  expireInSeconds: 6 * 3600,
  retryLimit: 10_000,
  retryDelay: 1,
  deleteAfterSeconds: 3600,
  notify: true,
} as const

async function hasSchema(): Promise<boolean> {
  const { rows } = await db.rawQuery(`select 1 from pg_namespace where nspname = 'pgboss'`)
  return rows.length > 0
}

async function started(options: ConstructorOptions): Promise<PgBoss> {
  // The application's role may create inside the queue's schema, not the schema itself.
  const boss = new PgBoss({
    ...options,
    createSchema: !(await hasSchema()),
    schedule: false,
    reindex: false,
  })
  boss.on('error', (error) => process.emitWarning(`fila: ${error.message}`))
  await boss.start()
  if (!(await boss.getQueue(QUEUE))) await boss.createQueue(QUEUE, QUEUE_OPTIONS)
  return boss
}

/** The engine as workers use it: connections of its own, woken by NOTIFY, and watching the heartbeats of all. */
export function startQueue(): Promise<PgBoss> {
  return started({
    ...poolConnection('DATABASE_URL'),
    application_name: 'aqueduto-queue',
    max: 2,
    useListenNotify: true,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  })
}

export interface WakeOptions {
  /** The message exists when this transaction commits. */
  readonly tx?: Tx
}

/** Calls one more worker to a run; nothing happens when a call is waiting already. */
export async function wake(boss: PgBoss, runId: bigint, { tx }: WakeOptions = {}): Promise<void> {
  const data: Wake = { run: String(runId) }
  await boss.send(QUEUE, data, {
    singletonKey: data.run,
    ...(tx ? { db: fromKnex(tx.knexClient) } : {}),
  })
}

export interface OpenQueue {
  wake(runId: bigint, options?: WakeOptions): Promise<void>
  close(): Promise<void>
}

/** Advisory lock of whoever installs the engine: any constant that nobody else takes. */
const INSTALL_LOCK = 7_215_002

/**
 * The engine's own tables, made once, by one process, on a connection of its own: two that make them at once on the
 * application's connections would leave one of these in a transaction that failed.
 */
async function ensureInstalled(): Promise<void> {
  const { rows } = await db.rawQuery(`select to_regclass('pgboss.version') is not null as there`)
  if ((rows[0] as { there: boolean }).there) return
  await db.transaction(async (tx) => {
    await tx.rawQuery('select pg_advisory_xact_lock(?)', [INSTALL_LOCK])
    const boss = await started({ ...poolConnection('DATABASE_URL'), max: 1, supervise: false })
    await boss.stop({ graceful: false })
  })
}

/** The engine for a process that only sends: on the application's own connections, for the moment it takes. */
export async function openQueue(): Promise<OpenQueue> {
  await ensureInstalled()
  const pool: Db = {
    executeSql: (text, values) =>
      fromKnex(db.connection().getWriteClient()).executeSql(text, values),
  }
  const boss = await started({ db: pool, supervise: false })
  return {
    wake: (runId, options) => wake(boss, runId, options),
    close: () => boss.stop({ graceful: false, close: false }),
  }
}
