import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationUsage extends BaseCommand {
  static commandName = 'configuration:usage'
  static description = 'Count and list the results that were computed with a version'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Id of the version' })
  declare version: string

  @flags.string({ description: 'List the results of this source, as billing.invoices' })
  declare source: string

  @flags.string({ description: 'With --source: go on before this id' })
  declare before: string

  @flags.number({ description: 'With --source: how many (50)' })
  declare size: number

  @flags.string({ description: 'Code of the municipality (the first one when not given)' })
  declare municipality: string

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  async run() {
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { municipalityByCode, tellingRefusals } =
      await import('#core/configuration/command_support')
    const { readVersion, versionIdOf } = await import('#core/configuration/versions')
    const usage = await import('#core/configuration/usage/usage')
    const { resultJson } = await import('#core/configuration/view/api_view')
    const { registries } = await import('#core/kernel/index')
    await tellingRefusals(this, async () => {
      const { id: municipalityId } = await municipalityByCode(this.municipality)
      const { id: versionId } = await readVersion(db, versionIdOf(this.version), municipalityId)
      const used = { versionId, municipalityId }
      const everybody = { permissions: new Set(registries().permissions.names()) }
      if (this.source) {
        const source = usage.sourceNamed(this.source, everybody)
        const before = this.before ? versionIdOf(this.before) : null
        const page = await usage.resultsOf(db, source, { ...used, before, size: this.size ?? 50 })
        const data = page.rows.map((row) => resultJson(source, row))
        if (this.json) this.#print({ data, before: page.before && String(page.before) })
        else for (const row of data) this.logger.log(Object.values(row).join('  '))
        return
      }
      const counts = await usage.usageOf(db, usage.sourcesFor(everybody), used)
      const results = counts.map(({ source, count }) => ({
        ...{ source: source.name, title: source.title.many, count },
      }))
      if (this.json) this.#print({ version: String(versionId), results })
      else for (const { title, count } of results) this.logger.log(`${title}: ${count}`)
    })
  }

  #print(value: unknown) {
    this.logger.log(JSON.stringify(value, null, 2))
  }
}
