import { configApp } from '@adonisjs/eslint-config'

/** Money is never a float: these calls are banned where amounts are computed. */
const MONEY_RULES = {
  'no-restricted-syntax': [
    'error',
    {
      selector: "CallExpression[callee.name='parseFloat']",
      message: 'Use Dec: money and volumes are never floats.',
    },
    {
      selector: "CallExpression[callee.object.name='Math'][callee.property.name='round']",
      message: 'Use Dec.round with a declared mode.',
    },
  ],
}

const LIMITS = {
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
  'complexity': ['error', { max: 15, variant: 'modified' }],
}

/** Declarations, tables and tests are long without being complicated. */
const DECLARATIONS = [
  '**/*.spec.ts',
  '**/tests/**',
  '**/migrations/*.ts',
  'plugins/*/{records,decisions,configuration,documents}/**/*.ts',
]

export default [
  ...configApp(),
  { ignores: ['build/**', 'public/**', 'var/**', 'templates/ui/assets/**'] },
  { files: ['{core,plugins,database,config,bin}/**/*.{ts,js}'], rules: LIMITS },
  {
    files: DECLARATIONS,
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off', 'complexity': 'off' },
  },
  {
    files: ['core/money/**/*.ts', 'core/rules/**/*.ts', 'plugins/*/domain/**/*.ts'],
    rules: MONEY_RULES,
  },
]
