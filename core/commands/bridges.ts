import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import db from '@adonisjs/lucid/services/db'

export default class Bridges extends BaseCommand {
  static commandName = 'bridges'
  static description =
    'Close the conservation checks of a group and month; exit code 1 when one is open'
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'Billing group, by code or id', required: true })
  declare group: string

  @flags.string({ description: 'Reference month, as 2026-11', required: true })
  declare reference: string

  @flags.string({ description: 'Code of the municipality', default: 'demo' })
  declare municipality: string

  async run() {
    const { bridgeView, chooseScope, closeBridges, scopeGroups } =
      await import('#core/reports/index')
    const [place] = await db
      .from('access_municipalities')
      .where('code', this.municipality)
      .select('id')
    if (!place) {
      this.logger.error(`Não há município com o código “${this.municipality}”`)
      this.exitCode = 1
      return
    }
    const municipalityId = place.id as bigint
    const { group, reference } = this
    const scope = chooseScope(await scopeGroups(db, municipalityId), {
      municipalityId,
      group,
      reference,
    })
    const results = await db.transaction((tx) => closeBridges(tx, scope))
    for (const bridge of results.map(bridgeView)) {
      const table = this.ui.table().head([bridge.title, { content: '', hAlign: 'right' }])
      for (const { sign, label, text } of bridge.terms) {
        table.row([`${sign} ${label}`, { content: text, hAlign: 'right' }])
      }
      const last = bridge.isClosed ? 'Sem diferença' : 'DIFERENÇA A EXPLICAR'
      table.row([last, { content: bridge.remainder, hAlign: 'right' }])
      for (const { title, left, right, difference } of bridge.documents) {
        const text = `${left} ≠ ${right} (${difference})`
        table.row([`    ${title}`, { content: text, hAlign: 'right' }])
      }
      table.render()
    }
    const open = results.filter(({ isClosed }) => !isClosed)
    if (open.length === 0) {
      this.logger.success(`${results.length} conferências fecham`)
      return
    }
    this.logger.error(`Não conferem: ${open.map(({ title }) => title).join('; ')}`)
    this.exitCode = 1
  }
}
