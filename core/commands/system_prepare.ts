import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import db from '@adonisjs/lucid/services/db'

export default class SystemPrepare extends BaseCommand {
  static commandName = 'system:prepare'
  static description =
    'Bring the database up to this version: migrations, product configuration, optionally the demo'
  static options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'Load the demo municipality when there is none' })
  declare demo: boolean

  async run() {
    const { migrateUp } = await import('#core/archive/migrate_up')
    const done = await migrateUp(this.app)
    await db.manager.close('owner')
    if (done) this.logger.info(`Banco de dados atualizado: ${done} migrações`)
    // The first preparation says which environment the database is of; from then on no other starts on it.
    const { environmentOf, query } = await import('#core/database/index')
    await query(
      db,
      'insert into configuration_environment (environment) values (?) on conflict do nothing',
      [environmentOf()]
    )
    const { syncProductDefaults } = await import('#core/configuration/index')
    const { startMunicipalities } = await import('#core/access/index')
    await db.transaction((tx) => syncProductDefaults(tx))
    await db.transaction((tx) => startMunicipalities(tx))
    if (this.demo) await this.kernel.exec('demo:load', ['--if-empty'])
  }
}
