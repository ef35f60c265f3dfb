import { readFile } from 'node:fs/promises'
import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationImport extends BaseCommand {
  static commandName = 'configuration:import'
  static description =
    'Compare a signed bundle with what is in force and write what differs as drafts'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Bundle written by configuration:export' })
  declare file: string

  @flags.string({ description: 'E-mail of who acts', required: true })
  declare user: string

  @flags.boolean({ description: 'Only say what differs' })
  declare dryRun: boolean

  @flags.boolean({ description: 'Send each version for approval' })
  declare submit: boolean

  @flags.string({ description: 'With --submit: in force from this date, AAAA-MM-DD' })
  declare from: string

  @flags.string({ description: 'With --submit: why' })
  declare reason: string

  async run() {
    const { performAs, tellingRefusals } = await import('#core/configuration/command_support')
    const { importAction } = await import('#core/configuration/bundles/actions')
    const { OUTCOMES } = await import('#core/configuration/bundles/texts')
    await tellingRefusals(this, async () => {
      const bundle = await readFile(this.file, 'utf8')
      const { dryRun, submit, from, reason } = this
      const input = { bundle, dry_run: dryRun ?? false, submit: submit ?? false, from }
      const request = { email: this.user, input, reason }
      const { output, description } = await performAs(importAction, request)
      for (const { kind, key, outcome, differences, under } of output.items) {
        this.logger.log(`${kind}/${key}: ${OUTCOMES[outcome]}`)
        if (under) {
          this.logger.log(
            '  a versão própria continua valendo; depois incorpore com configuration:merge'
          )
        }
        for (const { text } of differences) this.logger.log(`  ${text}`)
      }
      this.logger.success(description)
    })
  }
}
