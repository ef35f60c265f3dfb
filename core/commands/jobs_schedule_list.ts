import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class JobsScheduleList extends BaseCommand {
  static commandName = 'jobs:schedule:list'
  static description = 'List the schedules of batch runs with their next time'
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'Code of the municipality (the first one when not given)' })
  declare municipality: string

  @flags.boolean({ description: 'As JSON' })
  declare json: boolean

  async run() {
    const { municipalityByCode, tellingRefusals } =
      await import('#core/configuration/command_support')
    const { scheduleList } = await import('#core/jobs/schedules/schedule_view')
    const { asJson } = await import('#core/jobs/command_support')
    const { format } = await import('#core/web/index')
    await tellingRefusals(this, async () => {
      const { id, timeZone } = await municipalityByCode(this.municipality)
      const schedules = await scheduleList(id)
      if (this.json) return this.logger.log(asJson(schedules))
      const table = this.ui.table().head(['nº', 'agendamento', 'trabalho', 'quando', 'próxima vez'])
      for (const one of schedules) {
        const next = format.datetime(one.nextAt, timeZone)
        table.row([String(one.id), one.name, one.job, one.when, next])
      }
      table.render()
    })
  }
}
