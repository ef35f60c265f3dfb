import app from '@adonisjs/core/services/app'
import { migrateUp } from '#core/archive/migrate_up'
import { loadDemo } from '#database/demo/load_demo'

/** Makes all tables, or those that came after a database was filled. */
export async function migrated(): Promise<void> {
  await migrateUp(app)
}

/** Makes all tables and fills them with a demo municipality of so many economies. @returns the municipality. */
export async function loadedDemo(economies: number): Promise<bigint> {
  await migrated()
  const { municipalityId } = await loadDemo({ economies })
  return municipalityId
}
