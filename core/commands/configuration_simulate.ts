import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationSimulate extends BaseCommand {
  static commandName = 'configuration:simulate'
  static description = 'Try a version on past results and keep what comes out as its evidence'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Id of the version' })
  declare version: string

  @flags.string({ description: 'Which results: billing.month, readings.month, …', required: true })
  declare population: string

  @flags.string({ description: 'First month, AAAA-MM', required: true })
  declare from: string

  @flags.string({ description: 'Last month (the first one when not given)' })
  declare until: string

  @flags.array({ description: 'Ids of groups (all when not given)' })
  declare groups: string[]

  @flags.string({ description: 'E-mail of who asks, whose permissions count (the system itself)' })
  declare user: string

  @flags.string({ description: 'Code of the municipality (the first one when not given)' })
  declare municipality: string

  @flags.number({ description: 'Chunks at once in this process (2)' })
  declare lanes: number

  @flags.boolean({ description: 'Print JSON' })
  declare json: boolean

  async run() {
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const support = await import('#core/configuration/command_support')
    const { progressBar } = await import('#core/jobs/index')
    const { evidenceOfRun } = await import('#core/configuration/simulation/evidence')
    const { simulateHere } = await import('#core/configuration/simulation/start')
    const { readVersion, versionIdOf } = await import('#core/configuration/versions')
    const { evidenceJson } = await import('#core/configuration/view/simulation_view')
    const { simulationText } = await import('#core/configuration/view/simulation_text')
    await support.tellingRefusals(this, async () => {
      const actor = await support.askedBy(this)
      const versionId = versionIdOf(this.version)
      const { population, from, until = from, groups } = this
      const bar = this.json ? null : progressBar('Simulação')
      const run = await simulateHere({ versionId, population, from, until, groups }, actor, {
        lanes: this.lanes ?? 2,
        ...(bar ? { onProgress: (progress) => bar.update(progress) } : {}),
      })
      bar?.end(run.status === 'done' ? 'terminada' : run.status)
      const version = await readVersion(db, versionId, actor.municipalityId)
      const evidence = await evidenceOfRun(db, run.id, version)
      if (!evidence) {
        this.exitCode = 1
        return this.logger.error(`A simulação ${run.id} não terminou: ${run.status}`)
      }
      this.logger.log(
        this.json ? JSON.stringify(evidenceJson(evidence), null, 2) : simulationText(evidence)
      )
    })
  }
}
