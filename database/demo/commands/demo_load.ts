import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { BusinessError } from '#core/kernel/index'
import type { DemoProgress } from '../load_demo.ts'

export default class DemoLoad extends BaseCommand {
  static commandName = 'demo:load'
  static description =
    'Load the demo municipality: fictitious customers, premises, meters and their history'
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'small (2,000 economies), medium (20,000) or large (250,000)' })
  declare size: string

  @flags.number({ description: 'Economies of the municipality (60 to 250,000), instead of a size' })
  declare economies: number

  @flags.number({
    description: 'Months before this one in which it begins (default 2)',
    default: 2,
  })
  declare months: number

  @flags.boolean({ description: 'Do nothing when the database holds another municipality' })
  declare ifEmpty: boolean

  async run() {
    const { isInUse } = await import('../municipality.ts')
    if (this.ifEmpty && (await isInUse())) return
    try {
      await this.#load()
    } catch (error) {
      if (!(error instanceof BusinessError)) throw error
      this.logger.error(`${error.code}: ${error.people}`)
      this.exitCode = 1
    }
  }

  async #load() {
    const { economiesOfSize, loadDemo } = await import('../load_demo.ts')
    const { DEMO_MUNICIPALITY } = await import('../municipality.ts')
    const began = performance.now()
    const { economies, steps } = await loadDemo({
      economies: this.economies ?? economiesOfSize(this.size ?? 'small'),
      monthsAgo: this.months,
      onProgress: (progress) => this.#show(progress),
    })
    const size = `${DEMO_MUNICIPALITY.name}, ${economies.toLocaleString('pt-BR')} economias`
    if (steps === 0) this.logger.info(`A demonstração já estava carregada: ${size}`)
    else {
      const elapsed = seconds(performance.now() - began)
      this.logger.success(`Demonstração carregada: ${size}, em ${elapsed}`)
    }
  }

  /** One line per part: rewritten in place on a terminal, written once at its end elsewhere. */
  #show({ title, done, total, elapsed, isNew }: DemoProgress) {
    if (!isNew) return
    const isLast = done === total
    const text = `  ${isLast ? '✓' : '·'} ${title} ${done}/${total} · ${seconds(elapsed)}`
    if (process.stdout.isTTY) process.stdout.write(`\r\x1B[2K${text}${isLast ? '\n' : ''}`)
    else if (isLast) process.stdout.write(`${text}\n`)
  }
}

const seconds = (milliseconds: number) =>
  `${(milliseconds / 1000).toLocaleString('pt-BR', { maximumFractionDigits: 1 })} s`
