import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationList extends BaseCommand {
  static commandName = 'configuration:list'
  static description = 'List every configuration item with what is in force today'
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'Code of the municipality (the first one when not given)' })
  declare municipality: string

  @flags.string({ description: 'Only items of this kind' })
  declare kind: string

  async run() {
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { municipalityByCode, tellingRefusals } =
      await import('#core/configuration/command_support')
    const { currentVersions } = await import('#core/configuration/versions')
    const { itemGroups } = await import('#core/configuration/view/item_list')
    const { momentIn } = await import('#core/configuration/view/state_text')
    await tellingRefusals(this, async () => {
      const { id, timeZone } = await municipalityByCode(this.municipality)
      const versions = await currentVersions(db, id)
      const filter = { text: '', kind: this.kind ?? '' }
      const table = this.ui
        .table()
        .head(['tipo/chave', 'conteúdo', 'de quem', 'situação', 'espera'])
      for (const group of itemGroups(versions, momentIn(timeZone), filter)) {
        for (const row of group.rows) {
          const state = row.state?.text ?? 'Nada em vigor'
          const name = `${group.kind}/${row.key}`
          table.row([name, row.summary.slice(0, 50), row.owner, state, row.waiting.join(', ')])
        }
      }
      table.render()
    })
  }
}
