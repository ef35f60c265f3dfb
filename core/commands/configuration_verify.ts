import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationVerify extends BaseCommand {
  static commandName = 'configuration:verify'
  static description =
    'Compute the hashes of every approved version again and name the first that was changed'
  static options: CommandOptions = { startApp: true }

  async run() {
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { verifyVersions } = await import('#core/configuration/index')
    const { checked, firstBreak } = await verifyVersions(db)
    if (!firstBreak) {
      this.logger.success(`Configuração íntegra: ${checked} versões conferidas`)
      return
    }
    const { version, reason } = firstBreak
    const name = version
      ? `versão ${version.number} de ${version.kind}/${version.key} (id ${version.id}): `
      : ''
    this.exitCode = 1
    this.logger.error(
      `Configuração alterada fora do sistema — ${name}${reason}. ${checked} versões antes dela conferem.`
    )
  }
}
