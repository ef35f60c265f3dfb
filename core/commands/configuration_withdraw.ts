import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationWithdraw extends BaseCommand {
  static commandName = 'configuration:withdraw'
  static description =
    'Withdraw a draft or version in review of one’s own, or with --approved one that another person wrote and is not in force yet'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Id of the version' })
  declare version: string

  @flags.string({ description: 'E-mail of who withdraws', required: true })
  declare user: string

  @flags.string({ description: 'Why', required: true })
  declare reason: string

  @flags.boolean({ description: 'The version is approved and has not started' })
  declare approved: boolean

  async run() {
    const { performAs, tellingRefusals } = await import('#core/configuration/command_support')
    const { withdrawAction } = await import('#core/configuration/actions/decide')
    const { withdrawApprovedAction } = await import('#core/configuration/actions/emergency')
    await tellingRefusals(this, async () => {
      const { user: email, reason } = this
      const action = this.approved ? withdrawApprovedAction : withdrawAction
      const input = { version_id: this.version }
      const { description } = await performAs(action, { email, input, reason })
      this.logger.success(description)
    })
  }
}
