import { globSync } from 'node:fs'

/** The import rules of the architecture, made from the plugins' own manifests (docs/architecture.md). */
const manifests = await Promise.all(
  globSync('plugins/*/plugin.ts').map(
    async (file) => (await import(new URL(file, import.meta.url))).default
  )
)

const pluginRules = manifests.map(({ name, requires }) => ({
  name: `${name}-uses-only-what-it-requires`,
  comment:
    'A plugin reaches another only through its api.ts, and only if its manifest requires it.',
  severity: 'error',
  from: { path: `^plugins/${name}/`, pathNot: `^plugins/${name}/tests/` },
  to: {
    path: '^plugins/',
    pathNot: [`^plugins/${name}/`, ...requires.map((required) => `^plugins/${required}/api\\.ts$`)],
  },
}))

export default {
  forbidden: [
    ...pluginRules,
    {
      name: 'core-knows-no-plugin',
      severity: 'error',
      from: { path: '^core/', pathNot: '/tests/' },
      to: { path: '^plugins/' },
    },
    {
      name: 'the-demo-uses-public-faces',
      severity: 'error',
      from: { path: '^database/', pathNot: '/tests/' },
      to: { path: '^plugins/', pathNot: '^plugins/[^/]+/api\\.ts$' },
    },
    {
      name: 'domain-is-pure',
      comment:
        'No framework, clock or database in domain/: only domain/, money, calendar and text.',
      severity: 'error',
      from: { path: '^plugins/[^/]+/domain/' },
      to: { pathNot: ['^plugins/[^/]+/domain/', '^core/money/', '^core/calendar/', '^core/text/'] },
    },
    {
      name: 'presentation-knows-no-data',
      comment:
        'What people see (templates, their scripts, the helpers of views) asks the application: no model, no query builder.',
      severity: 'error',
      from: {
        path: ['^templates/', '^core/web/view/', '^plugins/[^/]+/(studio|screens)/'],
        pathNot: '/tests/',
      },
      to: {
        path: ['(^|/)models/', '/@adonisjs/lucid/', '/node_modules/(pg|knex)/', '^core/database/'],
        pathNot: ['^core/database/environment\\.ts$', '/tests/'],
      },
    },
    {
      name: 'data-knows-no-presentation',
      comment: 'Models, migrations and the room of the database know no screen.',
      severity: 'error',
      from: { path: ['(^|/)models/', '(^|/)migrations/', '^core/database/'], pathNot: '/tests/' },
      to: { path: ['^templates/', '^core/web/', '(^|/)(view|views|controllers|screens)/'] },
    },
    {
      name: 'rooms-are-entered-by-the-front-door',
      comment: 'Plugins import the face of a kernel room, not its inside.',
      severity: 'error',
      from: { path: '^plugins/', pathNot: '/tests/' },
      to: { path: '^core/', pathNot: '^core/[^/]+/index\\.ts$' },
    },
    {
      name: 'manifests-are-for-the-list',
      severity: 'error',
      from: { pathNot: ['^config/plugins\\.ts$', '^plugins/[^/]+/plugin\\.ts$', '^tests/'] },
      to: { path: '^plugins/[^/]+/plugin\\.ts$' },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { pathNot: ['/tests/', '^tests/', '^bin/(test|bench)', '^core/[^/]+/tests/'] },
      to: { path: '(^|/)tests/' },
    },
    {
      name: 'no-cycles',
      comment: 'The editors of nested conditions call each other as deep as the condition goes.',
      severity: 'error',
      from: { pathNot: '^templates/ui/studio/ruleset/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-in-package-json',
      severity: 'error',
      from: { pathNot: '(^|/)tests/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-dependency-in-the-product',
      severity: 'error',
      from: { path: '^(core|plugins|config|database)/', pathNot: '/tests/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '@types/' },
    },
    { name: 'not-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^build/', '^var/', '^public/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.lint.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
}
