import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { KeptReport } from '#core/configuration/index'

export default class ConfigurationVerify extends BaseCommand {
  static commandName = 'configuration:verify'
  static description =
    'Compute the hashes of every approved version, simulation and recalculation again and name the first that was changed'
  static options: CommandOptions = { startApp: true }

  async run() {
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { verifyKept, verifyVersions } = await import('#core/configuration/index')
    const { checked, firstBreak } = await verifyVersions(db)
    if (!firstBreak) return this.#reportKept(checked, await verifyKept(db))
    const { version, reason } = firstBreak
    const name = version
      ? `versão ${version.number} de ${version.kind}/${version.key} (id ${version.id}): `
      : ''
    this.exitCode = 1
    this.logger.error(
      `Configuração alterada fora do sistema — ${name}${reason}. ${checked} versões antes dela conferem.`
    )
  }

  #reportKept(versions: number, { evidence, replays, firstBreak }: KeptReport) {
    if (!firstBreak) {
      this.logger.success(
        `Configuração íntegra. Conferidos: versões ${versions}, simulações ${evidence}, recálculos ${replays}`
      )
      return
    }
    this.exitCode = 1
    this.logger.error(
      `Evidência alterada fora do sistema — execução ${firstBreak.runId}: ${firstBreak.reason}. As ${versions} versões conferem.`
    )
  }
}
