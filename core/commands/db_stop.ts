import { BaseCommand } from '@adonisjs/core/ace'
import { stopDatabase } from '#core/database/embedded/index'

export default class DbStop extends BaseCommand {
  static commandName = 'db:stop'
  static description = 'Stop the embedded PostgreSQL server of this project'

  async run() {
    const stopped = await stopDatabase(this.app.appRoot)
    this.logger.info(
      stopped ? 'O servidor de banco de dados foi parado' : 'Não havia servidor em execução'
    )
  }
}
