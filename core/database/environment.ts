import { join } from 'node:path'
import pg from 'pg'

/** The environments that an organisation keeps apart, with their names on screens. */
export const ENVIRONMENTS = {
  development: 'Desenvolvimento',
  homologation: 'Homologação',
  production: 'Produção',
} as const
export type Environment = keyof typeof ENVIRONMENTS

/** The environment of this process, `AQUEDUTO_ENVIRONMENT`. @throws when it names none */
export function environmentOf(given = process.env.AQUEDUTO_ENVIRONMENT): Environment {
  const name = given || 'development'
  if (Object.hasOwn(ENVIRONMENTS, name)) return name as Environment
  const known = Object.keys(ENVIRONMENTS).join(', ')
  throw new EnvironmentRefused(
    `E_DATABASE_ENVIRONMENT: AQUEDUTO_ENVIRONMENT is "${name}"; it may be ${known}`
  )
}

/** Each environment has a folder of its own, and in it a database and secrets of its own. */
export function varFolder(root: string): string {
  const environment = environmentOf()
  return environment === 'development' ? join(root, 'var') : join(root, 'var', environment)
}

/** A process and its database are of different environments: nothing starts. */
export class EnvironmentRefused extends Error {
  readonly code = 'E_DATABASE_ENVIRONMENT'
}

const UNDEFINED_TABLE = '42P01'
const UNDEFINED_DATABASE = '3D000'

/** What the database is stamped with; null before its first preparation. */
async function stampOf(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    const { rows } = await client.query<{ environment: string }>(
      'select environment from configuration_environment'
    )
    return rows[0]?.environment ?? null
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === UNDEFINED_TABLE || code === UNDEFINED_DATABASE) return null
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** @throws EnvironmentRefused when the database belongs to another environment than this process */
export async function requireSameEnvironment(url: string): Promise<void> {
  const own = environmentOf()
  const stamp = await stampOf(url)
  if (stamp === null || stamp === own) return
  const { pathname, host } = new URL(url)
  throw new EnvironmentRefused(
    `E_DATABASE_ENVIRONMENT: o banco ${pathname.slice(1)} em ${host} é de ${stamp} e este processo é de ${own}. ` +
      `Confira DATABASE_URL e AQUEDUTO_ENVIRONMENT; para dar uma cópia a outro ambiente: system:stamp (docs/operators/environments.md)`
  )
}
