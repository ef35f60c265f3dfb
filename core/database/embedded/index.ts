import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { requireSameEnvironment } from '../environment.ts'
import { withLockFile } from './lock.ts'
import { type EmbeddedPaths, embeddedPaths } from './paths.ts'
import { checkSpace } from './space.ts'
import {
  APPLICATION,
  type EmbeddedConnection,
  OWNER,
  answers,
  freePort,
  initialise,
  provision,
  readConnection,
  startServer,
  stopServer,
  urlOf,
} from './server.ts'

export { fullDiskText } from './space.ts'
export { freePort }

async function ensureServer(paths: EmbeddedPaths): Promise<EmbeddedConnection> {
  const known = readConnection(paths)
  if (known && (await answers(known))) return known
  return withLockFile(paths.lockFile, async () => {
    const current = readConnection(paths)
    if (current && (await answers(current))) return current
    const isNew = !current || !existsSync(join(paths.data, 'PG_VERSION'))
    mkdirSync(paths.home, { recursive: true })
    checkSpace(paths.home, isNew ? 'first' : 'later')
    const connection = isNew ? await initialise(paths) : current
    await startServer(paths, connection)
    await provision(connection)
    return connection
  })
}

/**
 * Makes sure that a database answers and tells the process where: the server of `DATABASE_URL` when it is set, else the
 * embedded one, started on demand and shared by every process of the project.
 * @throws EnvironmentRefused when the database is of another environment than this process
 */
export async function ensureDatabase(appRoot: URL): Promise<void> {
  await findDatabase(appRoot)
  await requireSameEnvironment(process.env.DATABASE_OWNER_URL!)
}

/** As `ensureDatabase`, whatever environment the database is of. */
export async function findDatabase(appRoot: URL): Promise<void> {
  if (process.env.DATABASE_URL) {
    process.env.DATABASE_OWNER_URL ??= process.env.DATABASE_URL
    requireKnownRole(process.env.DATABASE_URL, process.env.DATABASE_OWNER_URL)
    return
  }
  const connection = await ensureServer(embeddedPaths(appRoot))
  process.env.DATABASE_URL = urlOf(connection, APPLICATION)
  process.env.DATABASE_OWNER_URL = urlOf(connection, OWNER)
}

/** Points the process at a database and a port of its own for tests, which the test set-up creates and drops. */
export async function ensureTestDatabase(appRoot: URL): Promise<void> {
  await ensureDatabase(appRoot)
  // A port of its own, so that a running system or another suite is not in the way.
  process.env.PORT = String(await freePort())
  const name = `aqueduto_test_${process.pid}`
  for (const variable of ['DATABASE_URL', 'DATABASE_OWNER_URL'] as const) {
    const url = new URL(process.env[variable]!)
    url.pathname = `/${name}`
    process.env[variable] = url.href
  }
}

/** Stops the embedded server if it runs. @returns false when there was none to stop. */
export async function stopDatabase(appRoot: URL): Promise<boolean> {
  const paths = embeddedPaths(appRoot)
  if (!(await answers(readConnection(paths)))) return false
  await stopServer(paths)
  return true
}

/** Migrations give their rights to one role by its name: another one would start and then be refused every table. */
function requireKnownRole(application: string, owner: string): void {
  const [role, ownerRole] = [application, owner].map((url) =>
    decodeURIComponent(new URL(url).username)
  )
  if (role === ownerRole || role === APPLICATION) return
  throw new Error(
    `E_DATABASE_ROLE: o papel de DATABASE_URL é “${role}”; quando outro papel é dono das tabelas, ele se chama ${APPLICATION} (docs/operators/own-database.md)`
  )
}
