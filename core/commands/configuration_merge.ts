import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationMerge extends BaseCommand {
  static commandName = 'configuration:merge'
  static description =
    'Join a new default of the product or the regulator with the local version, or keep the local one'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Kind: ruleset, parameter, tariff-table, …' })
  declare kind: string

  @args.string({ description: 'Key of the item' })
  declare key: string

  @flags.string({ description: 'E-mail of who acts; without it nothing is written' })
  declare user: string

  @flags.array({ description: 'For a conflict: path=ours or path=theirs, once for each' })
  declare choose: string[]

  @flags.boolean({ description: 'Take the new default as it is' })
  declare theirs: boolean

  @flags.boolean({ description: 'Record that the local version stays as it is' })
  declare keep: boolean

  @flags.string({ description: 'With --keep: why' })
  declare reason: string

  @flags.string({
    description: 'Code of the municipality looked at (the first one when not given)',
  })
  declare municipality: string

  @flags.boolean({ description: 'Print what waits, the conflicts and the joined content as JSON' })
  declare json: boolean

  async run() {
    const { performAs, tellingRefusals } = await import('#core/configuration/command_support')
    const { keepOwnAction, mergeUpgradeAction } =
      await import('#core/configuration/actions/upgrade')
    await tellingRefusals(this, async () => {
      const { kind, key } = this
      if (!this.user) return this.#show()
      if (this.keep) {
        const request = { email: this.user, input: { kind, key }, reason: this.reason }
        const { description } = await performAs(keepOwnAction, request)
        this.logger.success(description)
        return
      }
      const choices = (this.choose ?? []).map((one) => {
        const cut = one.lastIndexOf('=')
        return { path: one.slice(0, cut), side: one.slice(cut + 1) }
      })
      const mode = this.theirs ? 'theirs' : 'merge'
      const { output, description } = await performAs(mergeUpgradeAction, {
        email: this.user,
        input: { kind, key, choices, mode },
      })
      for (const text of output.report.brought) this.logger.log(`do novo padrão: ${text}`)
      for (const text of output.report.own) this.logger.log(`continua próprio: ${text}`)
      for (const text of output.report.attention) this.logger.log(`confira: ${text}`)
      this.logger.success(`${description} (id ${output.version.id})`)
    })
  }

  /** What waits, without writing anything. */
  async #show() {
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { municipalityByCode } = await import('#core/configuration/command_support')
    const { errors } = await import('#core/configuration/errors')
    const { findUpgrade } = await import('#core/configuration/services/merge_upgrade')
    const { upgradeJson, upgradeView } = await import('#core/configuration/view/upgrade_view')
    const { kind, key } = this
    const { id: municipalityId } = await municipalityByCode(this.municipality)
    const upgrade = await findUpgrade(db, { kind, key, municipalityId })
    if (!upgrade) throw errors.E_CONFIGURATION_NO_UPGRADE({ kind, key })
    const view = upgradeView(upgrade, new Map())
    if (this.json) {
      this.logger.log(JSON.stringify(upgradeJson(upgrade, view), null, 2))
      return
    }
    for (const text of view.news) this.logger.log(`o novo padrão muda: ${text}`)
    for (const text of view.own) this.logger.log(`a versão própria mudou: ${text}`)
    for (const { path, base, ours, theirs } of view.joined.report.conflicts) {
      this.logger.log(`conflito em ${path || '/'}: era ${base}; próprio ${ours}; novo ${theirs}`)
    }
  }
}
