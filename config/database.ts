import { defineConfig } from '@adonisjs/lucid'
import { migrationPaths } from '#core/kernel/index'
import { installCheckedCommit, installTypeParsers, poolConnection } from '#core/database/index'
import { plugins } from '#config/plugins'

installTypeParsers()
installCheckedCommit()

/** A statement that fails is told with its placeholders: its values may be personal data, or the hash of a password. */
const noValuesInErrors = { compileSqlOnError: false }

/**
 * Two connections to one database: the application's (may only insert and read the audit trail) and the owner's, which
 * runs migrations. On a server given by DATABASE_URL alone they are the same user.
 */
const databaseConfig = defineConfig({
  connection: 'app',
  prettyPrintDebugQueries: false,
  connections: {
    app: {
      client: 'pg',
      connection: poolConnection('DATABASE_URL'),
      pool: { min: 0, max: 12 },
      ...noValuesInErrors,
      schemaGeneration: { enabled: false },
    },
    owner: {
      client: 'pg',
      connection: poolConnection('DATABASE_OWNER_URL'),
      pool: { min: 0, max: 2 },
      ...noValuesInErrors,
      migrations: { naturalSort: true, paths: migrationPaths(plugins) },
      schemaGeneration: { enabled: false },
    },
  },
})

export default databaseConfig
