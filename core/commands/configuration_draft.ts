import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { readFile } from 'node:fs/promises'

export default class ConfigurationDraft extends BaseCommand {
  static commandName = 'configuration:draft'
  static description = 'Write a draft from a JSON file; with --from it is sent for approval at once'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Kind: ruleset, parameter, tariff-table, …' })
  declare kind: string

  @args.string({ description: 'Key of the item' })
  declare key: string

  @flags.string({ description: 'JSON file with the content', required: true })
  declare file: string

  @flags.string({ description: 'E-mail of the author', required: true })
  declare user: string

  @flags.string({ description: 'In force from this date, AAAA-MM-DD' })
  declare from: string

  @flags.string({ description: 'In force until this date, inclusive' })
  declare until: string

  @flags.string({ description: 'Why the change is made' })
  declare reason: string

  @flags.string({ description: 'Legal basis: law, article or resolution' })
  declare legal: string

  @flags.string({ description: 'utility (default), regulator or experiment' })
  declare owner: string

  async run() {
    const { performAs, tellingRefusals } = await import('#core/configuration/command_support')
    const { saveDraftAction } = await import('#core/configuration/actions/save_draft')
    const { submitAction } = await import('#core/configuration/actions/submit')
    await tellingRefusals(this, async () => {
      const content = await readFile(this.file, 'utf8')
      const saved = await performAs(saveDraftAction, {
        email: this.user,
        input: { kind: this.kind, key: this.key, owner: this.owner, content },
      })
      const { id } = saved.output.version
      this.logger.success(`${saved.description} (id ${id})`)
      if (!this.from) return
      const { from, until, legal, reason } = this
      const input = { version_id: String(id), from, until, legal_basis: legal }
      const sent = await performAs(submitAction, { email: this.user, input, reason })
      this.logger.success(sent.description)
    })
  }
}
