import { BaseCommand, args } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class AccessUnblock extends BaseCommand {
  static commandName = 'access:unblock'
  static description = 'Unblock a user from the machine, when no administrator can enter'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Login of the user' })
  declare login: string

  async run() {
    const { accessErrors, systemActor } = await import('#core/access/index')
    const { findUserByLogin } = await import('#core/access/sign_in/find_user')
    const { performAction } = await import('#core/actions/index')
    const { tellingRefusals } = await import('#core/configuration/command_support')
    await tellingRefusals(this, async () => {
      const user = await findUserByLogin(this.login)
      if (!user) throw accessErrors.E_ACCESS_USER({ id: this.login })
      const { description } = await performAction('access.unblock_user', {
        actor: systemActor(user.municipalityId),
        input: { id: String(user.id) },
      })
      this.logger.success(description)
    })
  }
}
