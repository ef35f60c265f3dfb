import type { Kernel } from '@adonisjs/core/ace'
import { fullDiskText } from '#core/database/embedded/index'
import type { ApplicationService } from '@adonisjs/core/types'

/**
 * A refusal that a command did not catch is told as people read it, without the trace that a failure gets; one of the
 * list of plugins is the entry point's to tell.
 */
export async function tellRefusals(app: ApplicationService): Promise<void> {
  const ace = await app.container.make('ace')
  const usual = ace.errorHandler
  ace.errorHandler = {
    async render(error: unknown, kernel: Kernel) {
      const { people, code } = error as { people?: unknown; code?: unknown }
      if (code === 'E_KERNEL_PLUGINS') throw error
      const fullDisk = fullDiskText(error)
      if (fullDisk) {
        kernel.exitCode = 1
        return kernel.ui.logger.error(fullDisk)
      }
      if (typeof people !== 'string') return usual.render(error, kernel)
      kernel.exitCode = 1
      kernel.ui.logger.error(`${people} (${String(code)})`)
    },
  } as typeof usual
}
