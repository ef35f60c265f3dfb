import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { MigrationRunner } from '@adonisjs/lucid/migration'
import { loadDemo } from '#database/demo/load_demo'

/** Makes all tables, or those that came after a database was filled. */
export async function migrated(): Promise<void> {
  const migrator = new MigrationRunner(db, app, {
    direction: 'up',
    connectionName: 'owner',
    dryRun: false,
  })
  await migrator.run()
  if (migrator.error) throw migrator.error
}

/** Makes all tables and fills them with a demo municipality of so many economies. @returns the municipality. */
export async function loadedDemo(economies: number): Promise<bigint> {
  await migrated()
  const { municipalityId } = await loadDemo({ economies })
  return municipalityId
}
