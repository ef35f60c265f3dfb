import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import db from '@adonisjs/lucid/services/db'

export default class BackupCreate extends BaseCommand {
  static commandName = 'backup:create'
  static description = 'Copy the whole database, as it is at this instant, into the backup folder'
  static options: CommandOptions = { startApp: true }

  async run() {
    const { createBackup, noteBackup } = await import('#core/backup/index')
    const backup = await createBackup()
    const { rows } = await db.transaction((tx) => noteBackup(tx, backup))
    this.logger.success(
      `${rows} linhas de ${backup.manifest.tables.length} tabelas em ${backup.folder}`
    )
  }
}
