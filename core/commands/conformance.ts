import { BaseCommand, flags } from '@adonisjs/core/ace'
import { type ConformanceRow, conformance, readFailures } from '#core/conformance/index'
import { varPath } from '#core/kernel/index'

const STATES = ['proved', 'documented', 'open'] as const

export default class Conformance extends BaseCommand {
  static commandName = 'conformance'
  static description =
    'Report which requirement rows are proved by tests, documented or open, per module'

  @flags.boolean({ description: 'Print every row as JSON' })
  declare json: boolean

  @flags.string({ description: 'List the rows of one module' })
  declare module: string

  async run() {
    const rows = conformance(this.app.makePath(), readFailures(varPath('test-results.json')))
    if (this.json) {
      this.logger.log(JSON.stringify(rows, null, 2))
      return
    }
    if (this.module) this.#printModule(rows)
    else this.#printTotals(rows)
  }

  #printModule(rows: readonly ConformanceRow[]) {
    const table = this.ui.table().head(['id', 'state', 'title', 'by'])
    for (const row of rows.filter(({ plugin }) => plugin === this.module)) {
      table.row([row.id, row.state, row.title, row.by.join(', ')])
    }
    table.render()
  }

  #printTotals(rows: readonly ConformanceRow[]) {
    const table = this.ui.table().head(['module', 'rows', ...STATES])
    const line = (name: string, list: readonly ConformanceRow[]) =>
      table.row([
        name,
        `${list.length}`,
        ...STATES.map((state) => `${list.filter((row) => row.state === state).length}`),
      ])
    for (const plugin of [...new Set(rows.map((row) => row.plugin))].sort()) {
      line(
        plugin,
        rows.filter((row) => row.plugin === plugin)
      )
    }
    line('total', rows)
    table.render()
  }
}
