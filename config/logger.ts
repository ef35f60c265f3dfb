import env from '#core/kernel/env'
import app from '@adonisjs/core/services/app'
import { defineConfig, syncDestination, targets } from '@adonisjs/core/logger'

const loggerConfig = defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'aqueduto',
      level: env.get('LOG_LEVEL'),
      desination: !app.inProduction ? await syncDestination() : undefined,
      // PostgreSQL tells there the row that it refused, with whatever it holds: a hash, a CPF, a name.
      redact: ['detail', 'where'].flatMap((key) => [`err.${key}`, `err.aggregateErrors[*].${key}`]),
      transport: { targets: [targets.file({ destination: 1 })] },
    },
  },
})

export default loggerConfig

declare module '@adonisjs/core/types' {
  export interface LoggersList extends InferLoggers<typeof loggerConfig> {}
}
