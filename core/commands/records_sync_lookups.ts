import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class RecordsSyncLookups extends BaseCommand {
  static commandName = 'records:sync-lookups'
  static description =
    'Give every municipality the rows of look-up tables that this release of the product brings'
  static options: CommandOptions = { startApp: true }

  async run() {
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { syncLookups } = await import('#core/records/index')
    const written = await db.transaction((tx) => syncLookups(tx))
    this.logger.success(`${written} linhas de tabelas gravadas`)
  }
}
