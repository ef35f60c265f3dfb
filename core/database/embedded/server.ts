import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type EmbeddedPaths, NOBODY, isRoot } from './paths.ts'

/** What a process needs to reach the embedded server; kept in a file that only the owner reads. */
export interface EmbeddedConnection {
  readonly port: number
  readonly superPassword: string
  readonly ownerPassword: string
  readonly appPassword: string
}

export const SUPER_USER = 'aqueduto_super'
export const OWNER = 'aqueduto_owner'
export const APPLICATION = 'aqueduto_app'
export const DATABASE = 'aqueduto'

const SETTINGS: Record<string, string> = {
  max_connections: '120',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
  timezone: 'UTC',
  lc_messages: 'C',
  // Counts statements and their times, without values: the page of the database shows the slowest.
  shared_preload_libraries: 'pg_stat_statements',
}

const asServerUser = isRoot ? { uid: NOBODY, gid: NOBODY } : {}

async function run(paths: EmbeddedPaths, program: string, args: string[]): Promise<void> {
  // The server keeps these handles after pg_ctl has ended: a pipe would tie it to this process.
  const output = openSync(paths.logFile, 'a')
  const child = spawn(join(paths.bin, program), args, {
    ...asServerUser,
    cwd: paths.home,
    detached: true,
    stdio: ['ignore', output, output],
    env: { ...process.env, LC_ALL: 'C' },
  })
  const code = await new Promise<number | null>((done, failed) => {
    child.once('error', failed)
    child.once('exit', done)
  })
  if (code !== 0) {
    const tail = readFileSync(paths.logFile, 'utf8').trim().split('\n').slice(-4).join(' | ')
    throw new Error(
      `E_DATABASE_START: ${program} ended with ${code}: ${tail} (whole log: ${paths.logFile})`
    )
  }
}

/** A port of this machine that nothing listens on now. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}

export function readConnection(paths: EmbeddedPaths): EmbeddedConnection | null {
  return existsSync(paths.connectionFile)
    ? (JSON.parse(readFileSync(paths.connectionFile, 'utf8')) as EmbeddedConnection)
    : null
}

export async function answers(connection: EmbeddedConnection | null): Promise<boolean> {
  if (!connection) return false
  const client = superClient(connection, 'postgres')
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

export function superClient(connection: EmbeddedConnection, database: string): pg.Client {
  return new pg.Client({
    host: '127.0.0.1',
    port: connection.port,
    user: SUPER_USER,
    password: connection.superPassword,
    database,
    connectionTimeoutMillis: 3000,
  })
}

/** Creates the cluster: UTF-8, ICU pt-BR (so that Água sorts before Zeta), passwords only this installation knows. */
export async function initialise(paths: EmbeddedPaths): Promise<EmbeddedConnection> {
  const secret = () => randomBytes(24).toString('base64url')
  const connection: EmbeddedConnection = {
    port: await freePort(),
    superPassword: secret(),
    ownerPassword: secret(),
    appPassword: secret(),
  }
  rmSync(paths.data, { recursive: true, force: true })
  for (const folder of [paths.data, paths.socket]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (isRoot) chownSync(folder, NOBODY, NOBODY)
  }
  writeFileSync(paths.logFile, '')
  const passwordFile = join(paths.home, 'initial-password')
  writeFileSync(passwordFile, connection.superPassword, { mode: 0o600 })
  if (isRoot) chownSync(passwordFile, NOBODY, NOBODY)
  try {
    await run(paths, 'initdb', [
      ...['-D', paths.data, '-U', SUPER_USER, '-E', 'UTF8', '--locale=C', '--locale-provider=icu'],
      ...['--icu-locale=pt-BR', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
    ])
  } finally {
    rmSync(passwordFile, { force: true })
  }
  writeFileSync(paths.connectionFile, JSON.stringify(connection), { mode: 0o600 })
  return connection
}

/** Starts the server detached: it outlives this process and serves every other one of the project. */
export async function startServer(
  paths: EmbeddedPaths,
  connection: EmbeddedConnection
): Promise<void> {
  mkdirSync(paths.socket, { recursive: true, mode: 0o700 })
  if (isRoot) chownSync(paths.socket, NOBODY, NOBODY)
  const settings = Object.entries(SETTINGS).map(([name, value]) => `-c ${name}=${value}`)
  const options = [`-p ${connection.port}`, '-h 127.0.0.1', `-k ${paths.socket}`, ...settings].join(
    ' '
  )
  // After a kill -9 of the server its children need a moment to notice before a new one may start.
  for (let attempt = 1; ; attempt++) {
    try {
      return await run(paths, 'pg_ctl', [
        '-w',
        '-t',
        '60',
        '-D',
        paths.data,
        '-o',
        options,
        'start',
      ])
    } catch (error) {
      if (await answers(connection)) return
      if (attempt === 4) throw error
      await sleep(500 * attempt)
    }
  }
}

export async function stopServer(paths: EmbeddedPaths): Promise<void> {
  await run(paths, 'pg_ctl', ['-w', '-D', paths.data, '-m', 'fast', 'stop'])
}

/** Roles and the database; safe to repeat. The application's role owns nothing but the queue's schema. */
export async function provision(connection: EmbeddedConnection): Promise<void> {
  const server = superClient(connection, 'postgres')
  await server.connect()
  try {
    for (const [role, password, options] of [
      [OWNER, connection.ownerPassword, 'createdb'],
      [APPLICATION, connection.appPassword, ''],
    ] as const) {
      const { rowCount } = await server.query('select 1 from pg_roles where rolname = $1', [role])
      if (!rowCount)
        await server.query(`create role ${role} login ${options} password '${password}'`)
    }
    const { rowCount } = await server.query('select 1 from pg_database where datname = $1', [
      DATABASE,
    ])
    if (!rowCount) await server.query(`create database ${DATABASE} owner ${OWNER}`)
    await server.query(`grant pg_read_all_stats to ${APPLICATION}`)
  } finally {
    await server.end()
  }
  // Only the server's own user may install it: in the database that is, and in those made later.
  for (const database of [DATABASE, 'template1']) {
    const client = superClient(connection, database)
    await client.connect()
    try {
      await client.query('create extension if not exists pg_stat_statements')
    } finally {
      await client.end()
    }
  }
}

export function urlOf(
  connection: EmbeddedConnection,
  role: typeof OWNER | typeof APPLICATION,
  database = DATABASE
): string {
  const password = role === OWNER ? connection.ownerPassword : connection.appPassword
  return `postgres://${role}:${password}@127.0.0.1:${connection.port}/${database}`
}
