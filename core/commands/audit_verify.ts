import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class AuditVerify extends BaseCommand {
  static commandName = 'audit:verify'
  static description =
    'Compute the audit trail again and name the first entry or block that was changed'
  static options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'Print the report as JSON, for other programs' })
  declare json: boolean

  async run() {
    const { verifyTrail } = await import('#core/audit/index')
    const report = await verifyTrail()
    if (this.json) {
      const breach = report.breach && { ...report.breach, id: String(report.breach.id) }
      this.logger.log(JSON.stringify({ ...report, breach, intact: !breach }))
      if (breach) this.exitCode = 1
      return
    }
    if (report.breach) {
      const { kind, id, problem } = report.breach
      this.exitCode = 1
      this.logger.error(
        `Trilha alterada: ${kind === 'entry' ? 'registro' : 'bloco'} ${id}: ${problem}`
      )
      return
    }
    this.logger.success(
      `Trilha íntegra: ${report.entries} registros, ${report.blocks} blocos, ${report.unsealed} aguardando selo`
    )
    this.logger.log(`Último selo: ${report.head}`)
  }
}
