import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationSubmit extends BaseCommand {
  static commandName = 'configuration:submit'
  static description = 'Send a draft of one’s own for the approval of another person'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Id of the version' })
  declare version: string

  @flags.string({ description: 'E-mail of the author', required: true })
  declare user: string

  @flags.string({ description: 'In force from this date, AAAA-MM-DD', required: true })
  declare from: string

  @flags.string({ description: 'In force until this date, inclusive' })
  declare until: string

  @flags.string({ description: 'Why the change is made', required: true })
  declare reason: string

  @flags.string({ description: 'Legal basis: law, article or resolution' })
  declare legal: string

  @flags.boolean({ description: 'Starts in a closed period on purpose; needs --legal' })
  declare correction: boolean

  async run() {
    const { performAs, tellingRefusals } = await import('#core/configuration/command_support')
    const { submitAction } = await import('#core/configuration/actions/submit')
    await tellingRefusals(this, async () => {
      const { user: email, from, until, reason, legal, correction } = this
      const dates = { from, until, legal_basis: legal, correction: correction ?? false }
      const input = { version_id: this.version, ...dates }
      const { description } = await performAs(submitAction, { email, input, reason })
      this.logger.success(description)
    })
  }
}
