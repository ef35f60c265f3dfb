import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class DemoCycle extends BaseCommand {
  static commandName = 'demo:cycle'
  static description =
    'Run one month of the demo municipality, from the reading load to the bridges; again: the next month'
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'small (2,000 economies), medium (20,000) or large (250,000)' })
  declare size: string

  @flags.number({ description: 'Economies of the demo, when it is loaded now, instead of a size' })
  declare economies: number

  @flags.number({ description: 'Invoices to print per group (default 60)', default: 60 })
  declare pdf: number

  @flags.boolean({ description: 'Print every invoice' })
  declare allPdf: boolean

  @flags.string({ description: 'Month to run (aaaa-mm); a month already run changes nothing' })
  declare month: string

  async run() {
    await this.kernel.exec('system:prepare', [])
    // The debts of the first month are collected to the cut and the register before today.
    const load = await this.kernel.exec('demo:load', [
      this.economies ? `--economies=${this.economies}` : `--size=${this.size ?? 'small'}`,
      '--months=4',
    ])
    if (load.exitCode) return void (this.exitCode = load.exitCode)
    const { runCycle } = await import('../cycle/cycle.ts')
    const { terminalConsole } = await import('../cycle/console.ts')
    const { nextReference } = await import('../cycle/groups.ts')
    const { demoMunicipality } = await import('../municipality.ts')
    const { systemActor, todayIn } = await import('#core/access/index')
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { clock, refMonth } = await import('#core/calendar/index')
    const { varPath } = await import('#core/kernel/index')
    const municipalityId = await demoMunicipality()
    const reference = this.month ? refMonth(this.month) : await nextReference(municipalityId)
    const on = terminalConsole(systemActor(municipalityId), varPath('demo', reference))
    const began = performance.now()
    const outcome = await runCycle(on, {
      reference,
      today: await todayIn(db, municipalityId),
      pdf: this.allPdf ? Number.POSITIVE_INFINITY : this.pdf,
      ...{ corrections: true, dunning: true },
    })
    clock.restore()
    // What was done after the last run, by actions and the closing of bridges.
    const { sealTrail } = await import('#core/audit/index')
    await sealTrail()
    const { printOutcome } = await import('../cycle/print_outcome.ts')
    const isClosed = await printOutcome(on, outcome)
    this.logger.info(`${((performance.now() - began) / 1000).toFixed(0)} s`)
    if (!isClosed) this.exitCode = 1
  }
}
