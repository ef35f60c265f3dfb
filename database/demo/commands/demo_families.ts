import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class DemoFamilies extends BaseCommand {
  static commandName = 'demo:families'
  static description = 'Write a fictional file of CadÚnico of the demo municipality'
  static options: CommandOptions = { startApp: true }

  @flags.number({
    description: 'One of so many families is no longer in it (0: all are)',
    default: 0,
  })
  declare leaving: number

  async run() {
    const { mkdir, writeFile } = await import('node:fs/promises')
    const { dirname } = await import('node:path')
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { varPath } = await import('#core/kernel/index')
    const { demoMunicipality } = await import('../municipality.ts')
    const { familiesFile } = await import('../families_file.ts')
    const municipalityId = await demoMunicipality()
    const text = await familiesFile(db, { municipalityId, leaving: this.leaving })
    const path = varPath('demo', this.leaving ? 'cadunico-seguinte.csv' : 'cadunico.csv')
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
    this.logger.success(`${path}: Cadastro → CadÚnico e BPC → Importar`)
  }
}
