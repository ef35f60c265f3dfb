import { BaseCommand, flags } from '@adonisjs/core/ace'
import { plugins } from '#config/plugins'
import { describePlugins } from '#core/kernel/describe/plugins'

export default class PluginList extends BaseCommand {
  static commandName = 'plugin:list'
  static description = 'Show the plugins of this installation and what each contributes'
  static options = { startApp: true }

  @flags.boolean({ description: 'Print everything as JSON' })
  declare json: boolean

  @flags.string({ description: 'Show all that one plugin contributes' })
  declare plugin: string

  async run() {
    const described = await describePlugins(plugins)
    const chosen = described.filter(({ name }) => !this.plugin || name === this.plugin)
    if (chosen.length === 0) {
      this.logger.error(`There is no plugin "${this.plugin}"`)
      this.exitCode = 1
      return
    }
    if (this.json) {
      this.logger.log(JSON.stringify(chosen, null, 2))
      return
    }
    for (const { name, title, contract, requires, state, contributions } of chosen) {
      const needs = requires.length ? `, requires ${requires.join(', ')}` : ''
      const off = state === 'off' ? ', left out of this start' : ''
      this.logger.log(`${this.colors.bold(name)} (${title}), contract ${contract}${needs}${off}`)
      for (const { kind, items } of contributions) {
        const names = items.map((one) => one.name)
        this.logger.log(
          `  ${kind.padEnd(13)} ${this.plugin ? names.join('\n'.padEnd(17)) : names.length}`
        )
      }
    }
  }
}
