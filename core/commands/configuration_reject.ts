import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationReject extends BaseCommand {
  static commandName = 'configuration:reject'
  static description = 'Refuse a version that another person sent for approval'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Id of the version' })
  declare version: string

  @flags.string({ description: 'E-mail of who refuses', required: true })
  declare user: string

  @flags.string({ description: 'Why', required: true })
  declare reason: string

  async run() {
    const { performAs, tellingRefusals } = await import('#core/configuration/command_support')
    const { rejectAction } = await import('#core/configuration/actions/decide')
    await tellingRefusals(this, async () => {
      const { user: email, reason } = this
      const input = { version_id: this.version }
      const { description } = await performAs(rejectAction, { email, input, reason })
      this.logger.success(description)
    })
  }
}
