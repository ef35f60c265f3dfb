import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationRatify extends BaseCommand {
  static commandName = 'configuration:ratify'
  static description = 'Confirm an emergency version of another person, or refuse it with --refuse'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Id of the version' })
  declare version: string

  @flags.string({ description: 'E-mail of who acts', required: true })
  declare user: string

  @flags.boolean({ description: 'Do not ratify: from today on it no longer counts' })
  declare refuse: boolean

  @flags.string({ description: 'Note; required to refuse' })
  declare note: string

  async run() {
    const { performAs, tellingRefusals } = await import('#core/configuration/command_support')
    const { ratifyAction, refuseEmergencyAction } =
      await import('#core/configuration/actions/emergency')
    await tellingRefusals(this, async () => {
      const { description } = await performAs(this.refuse ? refuseEmergencyAction : ratifyAction, {
        ...{ email: this.user, reason: this.note },
        input: { version_id: this.version },
      })
      this.logger.success(description)
    })
  }
}
