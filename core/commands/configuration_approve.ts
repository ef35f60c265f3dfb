import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationApprove extends BaseCommand {
  static commandName = 'configuration:approve'
  static description = 'Approve a version that another person wrote'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Id of the version' })
  declare version: string

  @flags.string({ description: 'E-mail of who approves', required: true })
  declare user: string

  @flags.string({ description: 'Note kept with the decision' })
  declare note: string

  async run() {
    const { performAs, tellingRefusals } = await import('#core/configuration/command_support')
    const { approveAction } = await import('#core/configuration/actions/decide')
    await tellingRefusals(this, async () => {
      const input = { version_id: this.version }
      const { output, description } = await performAs(approveAction, {
        email: this.user,
        input,
        reason: this.note,
      })
      this.logger.success(description)
      this.logger.log(`Selo: ${output.version.hash}`)
    })
  }
}
