import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationEmergency extends BaseCommand {
  static commandName = 'configuration:emergency'
  static description = 'Put a draft of one’s own in force at once; another person ratifies it'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Id of the version' })
  declare version: string

  @flags.string({ description: 'E-mail of who acts', required: true })
  declare user: string

  @flags.string({ description: 'Why it cannot wait', required: true })
  declare reason: string

  @flags.string({ description: 'Legal basis: law, article or resolution' })
  declare legal: string

  async run() {
    const { performAs, tellingRefusals } = await import('#core/configuration/command_support')
    const { emergencyAction } = await import('#core/configuration/actions/emergency')
    await tellingRefusals(this, async () => {
      const input = { version_id: this.version, legal_basis: this.legal }
      const request = { email: this.user, input, reason: this.reason }
      const { output, description } = await performAs(emergencyAction, request)
      this.logger.success(description)
      this.logger.log(`Selo: ${output.version.hash}`)
    })
  }
}
