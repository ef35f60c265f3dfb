import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { readFile } from 'node:fs/promises'

export default class RulesImport extends BaseCommand {
  static commandName = 'rules:import'
  static description =
    'Translate rules in plain JSON-Logic to a draft ruleset, printed; what is not safe to translate is named'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'File with the rules: a list, {"rules": […]} or one expression' })
  declare file: string

  @flags.string({ description: 'Decision that the rules answer', required: true })
  declare decision: string

  @flags.string({ description: 'Result that a bare expression answers' })
  declare field: string

  @flags.number({ description: 'Places of divisions, with --mode' })
  declare scale: number

  @flags.string({ description: 'Rounding of divisions: half-up, half-even, down, …' })
  declare mode: string

  @flags.string({ description: 'Legal basis of rules that bring none' })
  declare because: string

  async run() {
    const { registries } = await import('#core/kernel/index')
    const { importJsonLogic } = await import('#core/rules/index')
    const decision = registries().decisions.find(this.decision)
    if (!decision) return this.#fail(`Não existe a decisão “${this.decision}” nesta instalação.`)
    const text = await readFile(this.file, 'utf8')
    const { content, problems, issues } = importJsonLogic(decision, text, {
      field: this.field,
      because: this.because,
      ...(this.scale !== undefined && this.mode
        ? { rounding: { scale: this.scale, mode: this.mode } }
        : {}),
    })
    for (const { line, path, reason } of problems) {
      this.logger.error(`Linha ${line}, ${path || '/'}: ${reason}`)
    }
    if (!content) return this.#fail('Nada foi traduzido: corrija o que está acima e repita.')
    for (const { severity, path, message } of issues) {
      const say = severity === 'critical' ? 'error' : 'warning'
      this.logger[say](`${path || '/'}: ${message}`)
    }
    console.log(JSON.stringify(content, null, 2))
    if (issues.some(({ severity }) => severity === 'critical')) this.exitCode = 1
  }

  #fail(text: string) {
    this.logger.error(text)
    this.exitCode = 1
  }
}
