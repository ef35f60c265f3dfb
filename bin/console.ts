import 'reflect-metadata'
import { Ignitor, prettyPrintError } from '@adonisjs/core'
import { ensureDatabase } from '../core/database/embedded/index.ts'
import { tellRefusals } from '../core/kernel/command_refusals.ts'
import { APP_ROOT, importer } from './importer.ts'

/** Commands that must work where no database is wanted. */
const WITHOUT_DATABASE = /^(list|build|codegen|conformance|plugin:list|make:.*|db:stop|test|--.*)$/

const args = process.argv.slice(2)

try {
  if (args[0] && !WITHOUT_DATABASE.test(args[0])) {
    await ensureDatabase(APP_ROOT)
  }
  await new Ignitor(APP_ROOT, { importer })
    .tap((app) => {
      app.booting(async () => {
        await import('#core/kernel/env')
      })
      app.listen('SIGTERM', () => app.terminate())
    })
    .ace()
    .configure(tellRefusals)
    .handle(args)
} catch (error) {
  process.exitCode = 1
  prettyPrintError(error)
}
