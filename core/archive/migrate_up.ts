import type { ApplicationService } from '@adonisjs/core/types'
import db from '@adonisjs/lucid/services/db'
import { MigrationRunner } from '@adonisjs/lucid/migration'
import { clearReporting, prepareArchive } from './prepare.ts'

/** Runs what migrations are missing, as the owner, and brings the dead file to the shape of the tables. @returns how many ran */
export async function migrateUp(app: ApplicationService): Promise<number> {
  const migrator = new MigrationRunner(db, app, {
    ...{ direction: 'up', connectionName: 'owner', dryRun: false },
  })
  const all = await migrator.getList()
  const waiting = all.filter(({ status }) => status === 'pending')
  // A view would hold what a migration changes.
  if (waiting.length) await clearReporting(db.connection('owner'))
  await migrator.run()
  if (migrator.error) throw migrator.error
  await db.connection('owner').transaction((tx) => prepareArchive(tx))
  return waiting.length
}
