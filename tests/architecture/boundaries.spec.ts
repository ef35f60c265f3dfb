import { execFile } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'

const run = promisify(execFile)

/** Each violation as a file planted in a copy of the tree, and the rule that must catch it. */
const PLANTED = [
  [
    'core/money/planted.ts',
    `import { computeCharges } from '#plugins/tariffs/api'\nvoid computeCharges\n`,
    'core-knows-no-plugin',
  ],
  [
    'core/money/planted_type.ts',
    `import type { TariffTable } from '#plugins/tariffs/api'\nexport type A = TariffTable\n`,
    'core-knows-no-plugin',
  ],
  [
    'plugins/billing/planted_deep.ts',
    `import { JUINA_2026 } from '#plugins/tariffs/domain/tariff_table'\nvoid JUINA_2026\n`,
    'billing-uses-only-what-it-requires',
  ],
  [
    'plugins/billing/planted_relative.ts',
    `import { JUINA_2026 } from '../tariffs/domain/tariff_table.ts'\nvoid JUINA_2026\n`,
    'billing-uses-only-what-it-requires',
  ],
  [
    'plugins/billing/planted_dynamic.ts',
    `void import('#plugins/tariffs/domain/tariff_table')\n`,
    'billing-uses-only-what-it-requires',
  ],
  [
    'plugins/tariffs/planted_required.ts',
    `import * as api from '#plugins/registry/api'\nvoid api\n`,
    'tariffs-uses-only-what-it-requires',
  ],
  [
    'plugins/tariffs/domain/planted.ts',
    `import db from '@adonisjs/lucid/services/db'\nvoid db\n`,
    'domain-is-pure',
  ],
  [
    'plugins/tariffs/planted_inside.ts',
    `import { Dec } from '#core/money/dec'\nvoid Dec\n`,
    'rooms-are-entered-by-the-front-door',
  ],
  [
    'database/planted_demo.ts',
    `import { computeCharges } from '#plugins/tariffs/services/compute_charges'\nvoid computeCharges\n`,
    'the-demo-uses-public-faces',
  ],
  [
    'templates/ui/assets/planted_model.js',
    `import User from '#core/access/models/user'\nvoid User\n`,
    'presentation-knows-no-data',
  ],
  [
    'templates/ui/studio/planted_query.js',
    `import db from '@adonisjs/lucid/services/db'\nvoid db\n`,
    'presentation-knows-no-data',
  ],
  [
    'plugins/tariffs/studio/planted_query.js',
    `import { query } from '#core/database/index'\nvoid query\n`,
    'presentation-knows-no-data',
  ],
  [
    'plugins/billing/screens/planted_model.ts',
    `import User from '#core/access/models/user'\nvoid User\n`,
    'presentation-knows-no-data',
  ],
  [
    'plugins/registry/migrations/planted.ts',
    `import Controller from '../controllers/quality_controller.ts'\nvoid Controller\n`,
    'data-knows-no-presentation',
  ],
  [
    'core/web/view/planted.ts',
    `import { query } from '#core/database/index'\nvoid query\n`,
    'presentation-knows-no-data',
  ],
  [
    'core/access/models/planted.ts',
    `import * as page from '../controllers/account_controller.ts'\nvoid page\n`,
    'data-knows-no-presentation',
  ],
  [
    'core/database/planted.ts',
    `import { money } from '#core/web/view/format'\nvoid money\n`,
    'data-knows-no-presentation',
  ],
  ['core/money/planted_cycle_b.ts', `import './planted_cycle.ts'\n`, 'no-cycles'],
  ['core/money/planted_missing.ts', `import '#core/money/nowhere'\n`, 'not-unresolvable'],
  [
    'core/money/planted_dev.ts',
    `import fc from 'fast-check'\nvoid fc\n`,
    'no-dev-dependency-in-the-product',
  ],
] as const

test.group('Architecture | import rules', (group) => {
  let copy: string

  group.setup(() => {
    copy = mkdtempSync(join(tmpdir(), 'aqueduto-boundaries-'))
    for (const name of [
      'core',
      'plugins',
      'config',
      'database',
      'tests',
      'bin',
      'templates',
      'package.json',
      'tsconfig.json',
      'tsconfig.lint.json',
      '.dependency-cruiser.mjs',
    ]) {
      cpSync(app.makePath(name), join(copy, name), { recursive: true })
    }
    symlinkSync(app.makePath('node_modules'), join(copy, 'node_modules'))
    for (const [file, source] of PLANTED) {
      mkdirSync(dirname(join(copy, file)), { recursive: true })
      writeFileSync(join(copy, file), source)
    }
    writeFileSync(join(copy, 'core/money/planted_cycle.ts'), `import './planted_cycle_b.ts'\n`)
    return () => rmSync(copy, { recursive: true, force: true })
  })

  test('every planted violation is caught, and nothing else is', async ({ assert }) => {
    const depcruise = app.makePath('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
    const { scripts } = JSON.parse(readFileSync(app.makePath('package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    assert.include(scripts.check, 'npm run boundaries &&', 'the check of a build runs it')
    const [, ...asked] = scripts.boundaries!.split(' ')
    const { code, stdout } = await run(process.execPath, [depcruise, ...asked], {
      ...{ cwd: copy, maxBuffer: 1 << 28 },
    }).then(
      (ended) => ({ ...ended, code: 0 }),
      (error: { code: number; stdout: string }) => error
    )
    assert.isAbove(code, 0, 'the build fails')
    const caught = [...stdout.matchAll(/^ *error ([\w-]+): (\S+)/gm)].map(
      ([, rule, from]) => `${rule} ${from}`
    )
    for (const [file, , rule] of PLANTED) assert.include(caught, `${rule} ${file}`)
    assert.deepEqual(
      caught.filter((one) => !one.includes('/planted')),
      []
    )
  })
    .tags(['@TR-3.1.2.1'])
    .timeout(120_000)
})
