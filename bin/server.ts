import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'
import { plugins } from '#config/plugins'
import { activePlugins } from '../core/kernel/order.ts'
import { ensureDatabase } from '../core/database/embedded/index.ts'
import { APP_ROOT, importer } from './importer.ts'
import { tellFailure } from './tell_failure.ts'

try {
  // Before the framework loads them: it would wrap what is wrong with the list in words of its own.
  activePlugins(plugins)
  await ensureDatabase(APP_ROOT)
  await new Ignitor(APP_ROOT, { importer })
    .tap((app) => {
      app.booting(async () => {
        await import('#core/kernel/env')
      })
      app.listen('SIGTERM', () => app.terminate())
      app.listen('SIGINT', () => app.terminate())
    })
    .httpServer()
    .start()
} catch (error) {
  await tellFailure(error)
}
