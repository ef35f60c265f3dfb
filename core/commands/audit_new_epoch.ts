import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class AuditNewEpoch extends BaseCommand {
  static commandName = 'audit:new-epoch'
  static description =
    'After restoring the database from a copy: seal what was restored and begin a new epoch of the trail'
  static options: CommandOptions = { startApp: true }
  static help = [
    'Run it once, right after the restore and before the system is opened to people. The trail goes on from the last',
    'block of the copy; entries written after the copy was made were lost with the database and cannot be brought back.',
  ]

  async run() {
    const { beginEpoch } = await import('#core/audit/index')
    this.logger.success(`Época ${await beginEpoch()} da trilha iniciada`)
  }
}
