import { defineConfig } from '@adonisjs/core/app'
import { pluginPreset } from '#core/kernel/preset'
import { plugins } from '#config/plugins'

export default defineConfig({
  directories: { views: 'templates/ui', migrations: 'database/migrations' },

  commands: [
    () => import('@adonisjs/core/commands'),
    () => import('@adonisjs/lucid/commands'),
    () => import('#core/kernel/command_loader'),
  ],

  providers: [
    () => import('@adonisjs/core/providers/app_provider'),
    () => import('@adonisjs/core/providers/hash_provider'),
    { file: () => import('@adonisjs/core/providers/repl_provider'), environment: ['repl', 'test'] },
    () => import('@adonisjs/core/providers/vinejs_provider'),
    () => import('@adonisjs/core/providers/edge_provider'),
    () => import('@adonisjs/session/session_provider'),
    () => import('#core/web/assets_provider'),
    () => import('@adonisjs/shield/shield_provider'),
    () => import('@adonisjs/static/static_provider'),
    () => import('@adonisjs/lucid/database_provider'),
    () => import('@adonisjs/auth/auth_provider'),
    () => import('@adonisjs/drive/drive_provider'),
    () => import('#core/kernel/provider'),
    { file: () => import('#core/jobs/provider'), environment: ['web'] },
    { file: () => import('#core/monitoring/provider'), environment: ['web'] },
  ],

  presets: [pluginPreset(plugins)],

  preloads: [() => import('#core/web/routes'), () => import('#core/web/http_kernel')],

  tests: {
    suites: [
      {
        name: 'unit',
        files: [
          'core/**/tests/unit/**/*.spec.{ts,js}',
          'plugins/*/tests/unit/**/*.spec.{ts,js}',
          'database/demo/tests/unit/**/*.spec.{ts,js}',
        ],
        timeout: 5000,
      },
      {
        name: 'functional',
        files: [
          'core/**/tests/functional/**/*.spec.{ts,js}',
          'plugins/*/tests/functional/**/*.spec.{ts,js}',
          'database/demo/tests/functional/**/*.spec.{ts,js}',
          'tests/{architecture,scenarios,security,faults,conformance}/**/*.spec.{ts,js}',
        ],
        timeout: 60_000,
      },
      { name: 'browser', files: ['tests/browser/**/*.spec.{ts,js}'], timeout: 120_000 },
    ],
    forceExit: true,
  },

  metaFiles: [
    { pattern: 'templates/**/*.{edge,hbs}', reloadServer: false },
    { pattern: 'templates/contingency/**', reloadServer: false },
    { pattern: 'plugins/**/*.{edge,hbs,json,yaml}', reloadServer: false },
    { pattern: 'docs/requirements/**', reloadServer: false },
    { pattern: 'public/**', reloadServer: false },
  ],

  hooks: {
    buildStarting: [() => import('@adonisjs/vite/build_hook')],
  },
})
