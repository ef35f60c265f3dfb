import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class JobsShow extends BaseCommand {
  static commandName = 'jobs:show'
  static description = 'Show one batch run: progress, figures, what was parked and why'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Number of the run' })
  declare id: string

  @flags.boolean({ description: 'As JSON' })
  declare json: boolean

  async run() {
    const { tellingRefusals } = await import('#core/configuration/command_support')
    const { progressOf } = await import('#core/jobs/index')
    const { readRun } = await import('#core/jobs/runs')
    const { liveView, reportView } = await import('#core/jobs/view/run_page')
    const { asJson, runNumber } = await import('#core/jobs/command_support')
    await tellingRefusals(this, async () => {
      const run = await readRun(runNumber(this.id))
      const { state, figures, left, rate, total, handled } = await liveView(run)
      const { reasons, error, log } = await reportView(run, null, 1)
      if (this.json) {
        const { id, job, key, label, status } = run
        const progress = await progressOf(run.id)
        return this.logger.log(
          asJson({ id, job, key, label, status, progress, figures, reasons, error, log })
        )
      }
      this.logger.log(`${run.label} · ${state.text} · ${handled} de ${total}`)
      if (rate) this.logger.log(`${rate} por segundo${left ? `, faltam ${left}` : ''}`)
      for (const { title, text } of figures) this.logger.log(`  ${title}: ${text}`)
      for (const { title, total: count } of reasons) this.logger.log(`  ${title}: ${count}`)
      if (error) this.logger.error(error.text ?? '')
      for (const { text } of log.slice(-20)) this.logger.log(`  ${text}`)
    })
  }
}
