import { assert } from '@japa/assert'
import { apiClient } from '@japa/api-client'
import { browserClient } from '@japa/browser-client'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import type { Config } from '@japa/runner/types'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { authApiClient } from '@adonisjs/auth/plugins/api_client'
import { authBrowserClient } from '@adonisjs/auth/plugins/browser_client'
import { sessionApiClient } from '@adonisjs/session/plugins/api_client'
import { sessionBrowserClient } from '@adonisjs/session/plugins/browser_client'
import { shieldApiClient } from '@adonisjs/shield/plugins/api_client'
import { launchChromium } from '#tests/support/chromium'
import { serverSessions } from '#tests/support/sessions'
import { recordResults } from '#tests/support/record_results'
import { createTemplateDatabase, dropTestDatabases } from '#tests/support/database'

export const plugins: Config['plugins'] = [
  assert(),
  recordResults(),
  apiClient(`http://${process.env.HOST}:${process.env.PORT}`),
  browserClient({ runInSuites: ['browser'], launcher: launchChromium }),
  pluginAdonisJS(app),
  sessionApiClient(app),
  serverSessions(),
  shieldApiClient(),
  authApiClient(app),
  sessionBrowserClient(app),
  authBrowserClient(app),
]

export const runnerHooks: Required<Pick<Config, 'setup' | 'teardown'>> = {
  setup: [],
  teardown: [dropTestDatabases],
}

export const configureSuite: Config['configureSuite'] = (suite) => {
  if (suite.name === 'unit') return
  suite.setup(createTemplateDatabase)
  suite.setup(() => testUtils.httpServer().start())
}
