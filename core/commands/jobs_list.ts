import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class JobsList extends BaseCommand {
  static commandName = 'jobs:list'
  static description = 'List the last batch runs with how far they are'
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'Code of the municipality (the first one when not given)' })
  declare municipality: string

  @flags.string({
    description: 'Only runs in this state: planned, running, done, failed, cancelled',
  })
  declare status: string

  @flags.boolean({ description: 'As JSON' })
  declare json: boolean

  async run() {
    const { municipalityByCode, tellingRefusals } =
      await import('#core/configuration/command_support')
    const { listRuns } = await import('#core/jobs/view/run_list')
    const { asJson, wantedStatus } = await import('#core/jobs/command_support')
    await tellingRefusals(this, async () => {
      const { id } = await municipalityByCode(this.municipality)
      const filter = { municipalityId: id, status: wantedStatus(this.status), job: null }
      const { runs } = await listRuns(filter, 1)
      if (this.json) return this.logger.log(asJson(runs))
      const table = this.ui
        .table()
        .head(['nº', 'execução', 'trabalho', 'situação', 'feitos', 'retidos', 'duração'])
      for (const run of runs) {
        const done = `${run.done} de ${run.total}`
        table.row([
          ...[String(run.id), run.label, run.job, run.state.text, done],
          ...[String(run.parked), run.duration ?? ''],
        ])
      }
      table.render()
    })
  }
}
