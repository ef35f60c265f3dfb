import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'

/** Gives a database to another environment, on purpose: after a copy of production was restored for homologation. */
export default class SystemStamp extends BaseCommand {
  static commandName = 'system:stamp'
  static description = 'Say which environment the database is of, after it was copied from another'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'development, homologation or production' })
  declare environment: string

  @flags.string({ description: 'Name of the database, so that none is stamped by mistake' })
  declare confirm: string

  async run() {
    const { ENVIRONMENTS } = await import('#core/database/index')
    const owner = db.connection('owner')
    const [{ name }] = (await query<{ name: string }>(
      owner,
      'select current_database() as name',
      []
    )) as [{ name: string }]
    if (!Object.hasOwn(ENVIRONMENTS, this.environment) || this.confirm !== name) {
      this.logger.error(
        `Informe o ambiente (${Object.keys(ENVIRONMENTS).join(', ')}) e --confirm=${name}`
      )
      this.exitCode = 1
      return
    }
    await owner.transaction(async (tx) => {
      await tx.rawQuery('grant delete on configuration_environment to current_user')
      await tx.rawQuery('delete from configuration_environment')
      await query(tx, 'insert into configuration_environment (environment) values (?)', [
        this.environment,
      ])
      await tx.rawQuery(`select append_only('configuration_environment')`)
    })
    this.logger.success(`O banco ${name} agora é de ${this.environment}`)
  }
}
