import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { Group } from '@japa/runner/core'
import pg from 'pg'
import { migrateUp } from '#core/archive/migrate_up'
import { isThrowaway, waitForNoDisk } from '#tests/support/throwaway_server'

const ownerUrl = (database: string) => {
  const url = new URL(process.env.DATABASE_OWNER_URL!)
  url.pathname = `/${database}`
  return url.href
}
const current = () => new URL(process.env.DATABASE_URL!).pathname.slice(1)
const template = () => `${current()}_template`

async function onServer(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl('postgres') })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

const INSUFFICIENT_PRIVILEGE = '42501'

/** Sessions of the application that are just ending are not the owner's to end: they are waited for. */
async function drop(database: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await onServer(`drop database if exists ${database} with (force)`)
    } catch (error) {
      if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE || attempt === 50)
        throw error
      await sleep(100)
    }
  }
}

/** Copying files is the faster way where nothing waits for the disk. */
const STRATEGY = isThrowaway ? 'file_copy' : 'wal_log'

const copyAs = (name: string) =>
  onServer(`create database ${name} template ${template()} strategy ${STRATEGY}`)

const spare = () => `${current()}_spare`
/** The copy for the next file, made while this one runs; a server that goes on is spared it. */
let ahead: Promise<boolean> | null = null

function copyAhead(): void {
  if (!isThrowaway) return
  ahead = copyAs(spare()).then(
    () => true,
    () => false
  )
}

async function clone(): Promise<void> {
  await db.manager.closeAll()
  const isMade = await ahead
  ahead = null
  await drop(current())
  if (isMade) await onServer(`alter database ${spare()} rename to ${current()}`)
  else {
    await drop(spare())
    await copyAs(current())
  }
  copyAhead()
}

let isReady = false

/** An empty database with the tables of the product. */
async function migrated(): Promise<void> {
  await drop(current())
  await onServer(`create database ${current()}`)
  await migrateUp(app)
}

/**
 * Migrates and seeds a database once per run; each test file then works on a clone of it, so files share nothing and
 * tests may use COPY, several connections, jobs and NOTIFY.
 */
export async function createTemplateDatabase(): Promise<void> {
  if (isReady) return
  if (isThrowaway) await waitForNoDisk()
  await migrated()
  const { seedTestTemplate } = await import('#tests/support/template')
  await seedTestTemplate()
  await db.manager.closeAll()
  await onServer(
    `drop database if exists ${template()}`,
    `alter database ${current()} rename to ${template()}`
  )
  await clone()
  isReady = true
}

/** Gives the file of this group a database of its own. */
export function freshDatabase(group: Group): void {
  group.setup(clone)
}

/** Gives the file of this group an empty municipality-less database, for what must be seen at another size. */
export function emptyDatabase(group: Group): void {
  group.setup(async () => {
    await db.manager.closeAll()
    await migrated()
  })
}

export async function dropTestDatabases(): Promise<void> {
  if (!isReady) return
  await db.manager.closeAll()
  await ahead
  await drop(spare())
  await drop(current())
  await drop(template())
}
