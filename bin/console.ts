import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'
import { plugins } from '#config/plugins'
import { activePlugins } from '../core/kernel/order.ts'
import { ensureDatabase, findDatabase } from '../core/database/embedded/index.ts'
import { tellRefusals } from '../core/kernel/command_refusals.ts'
import { APP_ROOT, importer } from './importer.ts'
import { tellFailure } from './tell_failure.ts'
import { takeWithout } from './without.ts'

/** Commands that must work where no database is wanted. */
const WITHOUT_DATABASE = /^(list|build|codegen|conformance|plugin:list|make:.*|db:stop|test|--.*)$/

const args = takeWithout(process.argv.slice(2))

try {
  // Before the framework loads them: it would wrap what is wrong with the list in words of its own.
  activePlugins(plugins)
  if (args[0] && !WITHOUT_DATABASE.test(args[0])) {
    await (args[0] === 'system:stamp' ? findDatabase : ensureDatabase)(APP_ROOT)
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
  await tellFailure(error)
}
