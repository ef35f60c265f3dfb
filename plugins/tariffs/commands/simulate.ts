import { readFile } from 'node:fs/promises'
import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { LineResult } from '../services/simulate_lines.ts'

export default class TariffsSimulate extends BaseCommand {
  static commandName = 'tariffs:simulate'
  static description = 'Compute bills from facts, with the tariffs in force on a date or a draft'
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'JSON file with the facts of one bill' })
  declare case: string

  @flags.string({ description: 'JSON Lines file: the facts of one bill in each line' })
  declare cases: string

  @flags.string({ description: 'Day of the current reading, AAAA-MM-DD (today when not given)' })
  declare on: string

  @flags.string({ description: 'Id of a version to use instead of the one in force' })
  declare draft: string

  @flags.string({ description: 'E-mail of the person it is asked for, whose permission counts' })
  declare user: string

  @flags.boolean({ description: 'Write the results as JSON' })
  declare json: boolean

  /** What is refused is told in its own words; one of a bad argument too. */
  async run() {
    const { refusalOf } = await import('../services/simulate_lines.ts')
    try {
      await this.#simulate()
    } catch (error) {
      const { code, text } = refusalOf(error)
      this.logger.error(`${text} (${code})`)
      this.exitCode = 1
    }
  }

  async #simulate(): Promise<void> {
    const { errors } = await import('../errors.ts')
    if (!this.case === !this.cases) throw errors.E_TARIFFS_NO_FILE()
    const { commandActor, scopeOf } = await import('../services/simulation_scope.ts')
    const { linesOf, simulateCases } = await import('../services/simulate_lines.ts')
    const actor = await commandActor(this.user)
    const scope = await scopeOf(actor, { on: this.on, draft: this.draft })
    const cases = this.cases
      ? linesOf(await readFile(this.cases, 'utf8'))
      : [{ line: 1, given: await readFile(this.case, 'utf8') }]
    const results = await simulateCases(scope, cases)
    await this.#tell(results)
    if (results.some(({ error }) => error)) this.exitCode = 1
  }

  async #tell(results: readonly LineResult[]): Promise<void> {
    if (this.json) {
      this.logger.log(JSON.stringify(results, null, 2))
      return
    }
    const { simulationText } = await import('../services/simulation_text.ts')
    for (const { line, result, error } of results) {
      if (error) this.logger.error(`Linha ${line}: ${error.text} (${error.code})`)
      else
        this.logger.log(`${results.length > 1 ? `Linha ${line}\n` : ''}${simulationText(result!)}`)
    }
  }
}
