import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationCompare extends BaseCommand {
  static commandName = 'configuration:compare'
  static description = 'Say in words what changes from one version to another'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Id of the earlier version' })
  declare before: string

  @args.string({ description: 'Id of the later version' })
  declare after: string

  @flags.string({ description: 'Code of the municipality (the first one when not given)' })
  declare municipality: string

  async run() {
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { municipalityByCode, tellingRefusals } =
      await import('#core/configuration/command_support')
    const { readVersion, versionIdOf } = await import('#core/configuration/versions')
    const { circumstancesBetween, differencesBetween } =
      await import('#core/configuration/view/version_page')
    await tellingRefusals(this, async () => {
      const { id } = await municipalityByCode(this.municipality)
      const before = await readVersion(db, versionIdOf(this.before), id)
      const after = await readVersion(db, versionIdOf(this.after), id)
      const differences = differencesBetween(before, after)
      if (!differences.length) this.logger.log('O conteúdo é igual')
      for (const { text } of [...differences, ...circumstancesBetween(before, after)]) {
        this.logger.log(text)
      }
    })
  }
}
