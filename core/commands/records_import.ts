import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class RecordsImport extends BaseCommand {
  static commandName = 'records:import'
  static description = 'Import a CSV or XLSX file into a record type, by the rules of its screen'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Record type, such as registry.customers' })
  declare type: string

  @args.string({ description: 'File to import' })
  declare file: string

  @flags.string({ description: 'Name of a kept mapping; titles that say the fields need none' })
  declare mapping?: string

  @flags.string({ description: 'Code of the municipality; the only one when not given' })
  declare municipality?: string

  @flags.boolean({ description: 'Check only: nothing is written' })
  declare dryRun: boolean

  @flags.boolean({ description: 'Print the outcome as JSON' })
  declare json: boolean

  async run() {
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { systemActor } = await import('#core/access/index')
    const { importFromCommand, municipalityNamed } = await import('#core/records/import/command')
    const municipalityId = await municipalityNamed(db, this.municipality)
    const outcome = await importFromCommand({
      actor: systemActor(municipalityId, 'Linha de comando'),
      typeName: this.type,
      sent: { name: basename(this.file), content: await readFile(this.file) },
      mapping: this.mapping ?? null,
      isDryRun: Boolean(this.dryRun),
    })
    if (this.json) this.logger.log(JSON.stringify(outcome, null, 2))
    else this.#print(outcome)
    if (outcome.rejected.length) this.exitCode = 2
  }

  #print(outcome: {
    readonly counts: Readonly<Record<string, number>>
    readonly rejected: readonly { readonly line: number; readonly message: string }[]
  }) {
    for (const { line, message } of outcome.rejected) this.logger.log(`linha ${line}: ${message}`)
    const counts = Object.entries(outcome.counts).map(([name, count]) => `${name} ${count}`)
    this.logger.info(counts.join(', '))
  }
}
