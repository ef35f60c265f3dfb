import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationShow extends BaseCommand {
  static commandName = 'configuration:show'
  static description = 'Show the versions of one item and the content in force'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Kind: ruleset, parameter, tariff-table, …' })
  declare kind: string

  @args.string({ description: 'Key of the item' })
  declare key: string

  @flags.string({ description: 'Code of the municipality (the first one when not given)' })
  declare municipality: string

  async run() {
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { municipalityByCode, tellingRefusals } =
      await import('#core/configuration/command_support')
    const { kindNamed } = await import('#core/configuration/check_content')
    const { versionsOf } = await import('#core/configuration/versions')
    const view = await import('#core/configuration/view/state_text')
    await tellingRefusals(this, async () => {
      const { id: municipalityId, timeZone } = await municipalityByCode(this.municipality)
      this.logger.log(kindNamed(this.kind).titleOf(this.key))
      const all = await versionsOf(db, { kind: this.kind, key: this.key, municipalityId })
      const moment = view.momentIn(timeZone)
      const table = this.ui.table().head(['id', 'versão', 'situação', 'vigência', 'fundamento'])
      for (const version of all) {
        const state = view.stateOf(version, all, moment).text
        const period = view.periodText(version, all)
        const row = [
          `${version.id}`,
          view.versionLabel(version),
          state,
          period,
          version.legalBasis ?? '—',
        ]
        table.row(row)
      }
      table.render()
      const current = view.versionToday(all, moment)
      this.logger.log(
        current ? JSON.stringify(JSON.parse(current.content), null, 2) : 'Nada em vigor hoje'
      )
    })
  }
}
