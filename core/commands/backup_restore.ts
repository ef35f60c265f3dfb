import { BaseCommand, args } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class BackupRestore extends BaseCommand {
  static commandName = 'backup:restore'
  static description = 'Put a backup into an empty database, with the release that made it'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Folder of the backup' })
  declare folder: string

  async run() {
    const { restoreBackup } = await import('#core/backup/index')
    const { migrateUp } = await import('#core/archive/migrate_up')
    await migrateUp(this.app)
    const { tables, takenAt, environment } = await restoreBackup(this.folder)
    const rows = tables.reduce((sum, table) => sum + BigInt(table.rows), 0n)
    this.logger.success(
      `Restauradas ${rows} linhas de ${tables.length} tabelas, como eram em ${takenAt}`
    )
    this.logger.log(
      `Agora: audit:verify, configuration:verify e audit:new-epoch.${
        environment ? ` O banco é de ${environment}; para outro ambiente: system:stamp.` : ''
      }`
    )
  }
}
