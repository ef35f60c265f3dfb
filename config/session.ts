import app from '@adonisjs/core/services/app'
import { defineConfig, stores } from '@adonisjs/session'
import { appUrl } from '#config/app'

const sessionConfig = defineConfig({
  enabled: true,
  cookieName: 'aqueduto-session',
  clearWithBrowser: false,
  age: '12h',
  cookie: {
    path: '/',
    httpOnly: true,
    secure: appUrl.startsWith('https:'),
    sameSite: 'lax',
  },
  store: app.inTest ? 'memory' : 'cookie',
  stores: { cookie: stores.cookie() },
})

export default sessionConfig
