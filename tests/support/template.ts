import db from '@adonisjs/lucid/services/db'
import { seedDemoUsers } from '#core/access/index'
import { syncProductDefaults } from '#core/configuration/index'

/** What every test file finds in its database: the municipality, its users, the product's configuration. */
export async function seedTestTemplate(): Promise<void> {
  await db.transaction(async (tx) => {
    const { rows } = await tx.rawQuery(
      `insert into access_municipalities (code, name, state, ibge_code, time_zone)
       values ('demo', 'Município de demonstração', 'MT', '5105150', 'America/Cuiaba') returning id`
    )
    await seedDemoUsers(tx, (rows[0] as { id: bigint }).id)
    await syncProductDefaults(tx)
  })
}
