import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationResolve extends BaseCommand {
  static commandName = 'configuration:resolve'
  static description = 'Say which version of an item was in force on a date, as known at an instant'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Kind: ruleset, parameter, tariff-table, …' })
  declare kind: string

  @args.string({ description: 'Key of the item' })
  declare key: string

  @flags.string({ description: 'AAAA-MM-DD (today when not given)' })
  declare date: string

  @flags.string({ description: 'A day, or an instant with its offset (now when not given)' })
  declare knownAt: string

  @flags.string({ description: 'Code of the municipality (the first one when not given)' })
  declare municipality: string

  @flags.boolean({ description: 'Print the version with its content as JSON' })
  declare json: boolean

  async run() {
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { municipalityByCode, tellingRefusals } =
      await import('#core/configuration/command_support')
    const { resolveItem } = await import('#core/configuration/resolve_item')
    const { versionsOf } = await import('#core/configuration/versions')
    const { wholeVersionJson } = await import('#core/configuration/view/api_view')
    const { momentIn, versionLabel } = await import('#core/configuration/view/state_text')
    await tellingRefusals(this, async () => {
      const { id: municipalityId, timeZone } = await municipalityByCode(this.municipality)
      const { kind, key, date, knownAt } = this
      const item = { kind, key, municipalityId, timeZone }
      const found = await resolveItem(db, { ...item, date, knownAt })
      const { version } = found
      if (this.json) {
        const all = await versionsOf(db, item)
        const shown = version && (await wholeVersionJson(version, all, momentIn(timeZone)))
        const answer = { date: found.date, known_at: found.knownAt, version: shown }
        this.logger.log(JSON.stringify(answer, null, 2))
      } else if (version) {
        this.logger.log(
          `${version.title}: ${versionLabel(version)} (id ${version.id}), ${version.hash}`
        )
      } else this.logger.log('Nada em vigor')
      if (!version) this.exitCode = 1
    })
  }
}
