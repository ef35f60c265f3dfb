import { configApp } from '@adonisjs/eslint-config'

/** Money is never a float: these calls are banned where amounts are computed. */
const MONEY_RULES = {
  'no-restricted-syntax': [
    'error',
    { selector: "CallExpression[callee.name='parseFloat']", message: 'Use Dec: money and volumes are never floats.' },
    { selector: "CallExpression[callee.object.name='Math'][callee.property.name='round']", message: 'Use Dec.round with a declared mode.' },
  ],
}

export default [
  ...configApp(),
  { ignores: ['build/**', 'public/**', 'var/**', 'templates/ui/assets/**'] },
  { files: ['core/money/**/*.ts', 'core/rules/**/*.ts', 'plugins/*/domain/**/*.ts'], rules: MONEY_RULES },
]
