import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class JobsResume extends BaseCommand {
  static commandName = 'jobs:resume'
  static description = 'Take up a batch run that failed: what failed is done again'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Number of the run' })
  declare id: string

  @flags.string({ description: 'Login e-mail of the person who does it' })
  declare as: string

  @flags.string({ description: 'Why; it stays in the history' })
  declare reason: string

  @flags.boolean({ description: 'As JSON' })
  declare json: boolean

  async run() {
    const { performAs, tellingRefusals } = await import('#core/configuration/command_support')
    const { resumeRunAction } = await import('#core/jobs/actions')
    const { asJson } = await import('#core/jobs/command_support')
    await tellingRefusals(this, async () => {
      const { as: email = '', reason } = this
      const done = await performAs(resumeRunAction, { email, input: { id: this.id }, reason })
      if (this.json) return this.logger.log(asJson({ message: done.description, ...done.output }))
      this.logger.success(done.description)
    })
  }
}
