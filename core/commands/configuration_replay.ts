import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationReplay extends BaseCommand {
  static commandName = 'configuration:replay'
  static description =
    'Compute past results again from their stored facts and versions, one or whole months, and compare'
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'Which results: billing.month, readings.month, …', required: true })
  declare population: string

  @flags.string({ description: 'First month, AAAA-MM' })
  declare from: string

  @flags.string({ description: 'Last month (the first one when not given)' })
  declare until: string

  @flags.array({ description: 'Ids of groups (all when not given)' })
  declare groups: string[]

  @flags.string({ description: 'Id of one result, instead of months' })
  declare key: string

  @flags.string({ description: 'E-mail of who asks, whose permissions count (the system itself)' })
  declare user: string

  @flags.string({ description: 'Code of the municipality (the first one when not given)' })
  declare municipality: string

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  async run() {
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const support = await import('#core/configuration/command_support')
    const { populationFor } = await import('#core/configuration/simulation/scope')
    const { replayHere } = await import('#core/configuration/simulation/start')
    const { replayOf, replayOne } = await import('#core/configuration/simulation/read')
    const text = await import('#core/configuration/view/replay_text')
    await support.tellingRefusals(this, async () => {
      const actor = await support.askedBy(this)
      const { population, from = '', until = from, groups } = this
      if (this.key) {
        const result = { key: this.key, municipalityId: actor.municipalityId }
        const wanted = populationFor(population, actor)
        const one = await db.transaction((tx) => replayOne(tx, wanted, result))
        if (one.difference) this.exitCode = 1
        return this.logger.log(this.json ? JSON.stringify(one, null, 2) : text.oneText(one))
      }
      const run = await replayHere({ population, from, until, groups }, actor, { lanes: 2 })
      const replay = await replayOf(run.id, actor)
      if (!replay.outcome || replay.outcome.different > 0) this.exitCode = 1
      this.logger.log(
        this.json ? JSON.stringify(text.replayJson(replay), null, 2) : text.replayText(replay)
      )
    })
  }
}
