import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'
import type { ApplicationService } from '@adonisjs/core/types'
import { plugins } from '#config/plugins'
import { activePlugins } from '../core/kernel/order.ts'
import { tellRefusals } from '../core/kernel/command_refusals.ts'
import { ensureDatabase } from '../core/database/embedded/index.ts'
import { APP_ROOT, importer } from './importer.ts'
import { tellFailure } from './tell_failure.ts'

const SIGNALS = ['SIGINT', 'SIGTERM'] as const
const leave = () => process.exit(130)

/** Brings the database up to this version in the process that serves: one of its own would load the whole system twice. */
async function prepare(app: ApplicationService, flags: readonly string[]): Promise<void> {
  await tellRefusals(app)
  // Steps are whole or not done at all, so that a signal may end the process between any two statements.
  for (const signal of SIGNALS) process.on(signal, leave)
  const ace = await app.container.make('ace')
  try {
    await ace.boot()
    await ace.exec('system:prepare', [...flags])
  } catch (error) {
    await ace.errorHandler.render(error, ace)
    process.exit(1)
  }
  for (const signal of SIGNALS) process.off(signal, leave)
}

/**
 * Serves until it is told to end. With `prepared` the database is prepared before, with these flags of `system:prepare`;
 * a failure is told in one line where it can be, and ends the process.
 */
export async function serve({ prepared }: { readonly prepared?: readonly string[] } = {}) {
  try {
    // Before the framework loads them: it would wrap what is wrong with the list in words of its own.
    activePlugins(plugins)
    await ensureDatabase(APP_ROOT)
    await new Ignitor(APP_ROOT, { importer })
      .tap((app) => {
        app.booting(async () => {
          await import('#core/kernel/env')
        })
        if (prepared) app.starting(() => prepare(app, prepared))
        app.listen('SIGTERM', () => app.terminate())
        app.listen('SIGINT', () => app.terminate())
      })
      .httpServer()
      .start()
  } catch (error) {
    await tellFailure(error)
  }
}
