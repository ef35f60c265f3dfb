import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { Action } from '#core/actions/index'

/** A command that does one of the actions of a batch run, as the person named, with the permissions of the screens. */
export abstract class RunCommand extends BaseCommand {
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Number of the run' })
  declare id: string

  @flags.string({ description: 'Login e-mail of the person who does it' })
  declare as: string

  @flags.string({ description: 'Why; it stays in the history' })
  declare reason: string

  @flags.boolean({ description: 'As JSON' })
  declare json: boolean

  /** Loaded when it runs, not when commands are listed. */
  protected abstract action(): Promise<Action>

  async run() {
    const { performAs, tellingRefusals } = await import('#core/configuration/command_support')
    const { asJson } = await import('#core/jobs/command_support')
    const action = await this.action()
    await tellingRefusals(this, async () => {
      const { as: email = '', reason } = this
      const done = await performAs(action, { email, input: { id: this.id }, reason })
      if (this.json) return this.logger.log(asJson({ message: done.description, ...done.output }))
      this.logger.success(done.description)
    })
  }
}
