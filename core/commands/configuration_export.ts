import { writeFile } from 'node:fs/promises'
import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationExport extends BaseCommand {
  static commandName = 'configuration:export'
  static description = 'Write what is in force to a signed bundle for another installation'
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'E-mail of who acts', required: true })
  declare user: string

  @flags.array({
    description: 'kind/key or kind/*, once for each (all of the utility and the regulator)',
  })
  declare items: string[]

  @flags.string({ description: 'File to write', required: true })
  declare out: string

  async run() {
    const { performAs, tellingRefusals } = await import('#core/configuration/command_support')
    const { exportAction } = await import('#core/configuration/bundles/actions')
    await tellingRefusals(this, async () => {
      const input = { items: this.items ?? [] }
      const { output, description } = await performAs(exportAction, { email: this.user, input })
      await writeFile(this.out, `${JSON.stringify(output.bundle, null, 2)}\n`)
      this.logger.success(`${description}: ${this.out}`)
    })
  }
}
