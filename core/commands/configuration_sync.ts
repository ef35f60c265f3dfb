import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationSync extends BaseCommand {
  static commandName = 'configuration:sync'
  static description = 'Write the defaults of this release of the product as versions'
  static options: CommandOptions = { startApp: true }

  async run() {
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { syncProductDefaults } = await import('#core/configuration/index')
    const { written, unchanged, kept } = await db.transaction((tx) => syncProductDefaults(tx))
    for (const name of written) this.logger.log(`novo padrão: ${name}`)
    for (const text of kept)
      this.logger.log(`mantida a versão própria de ${text}: incorpore com configuration:merge`)
    this.logger.success(`${written.length} padrões gravados, ${unchanged} sem mudança`)
  }
}
