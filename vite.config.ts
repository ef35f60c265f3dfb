import { defineConfig } from 'vite'
import adonisjs from '@adonisjs/vite/client'
import { usedClasses } from './core/web/used_classes.ts'

const isUsed = usedClasses(['templates/ui', 'core', 'plugins'])

/** Of the UI kit only what some screen names is served: a small part of it. */
const onlyUsed = {
  postcssPlugin: 'only-used',
  Rule(rule: { selectors: string[]; remove(): void }) {
    const selectors = rule.selectors.filter(isUsed)
    if (!selectors.length) rule.remove()
    else if (selectors.length < rule.selectors.length) rule.selectors = selectors
  },
}

export default defineConfig(({ command }) => ({
  plugins: [
    adonisjs({
      entryPoints: [
        'templates/ui/assets/app.css',
        'templates/ui/assets/app.js',
        'templates/ui/assets/rules.js',
      ],
      reload: ['templates/ui/**/*.edge'],
    }),
  ],
  // The rooms that run in the browser too are named as on the server.
  resolve: {
    alias: [{ find: /^#core\/(.+)$/, replacement: `${import.meta.dirname}/core/$1.ts` }],
  },
  // While screens are being written, a class may be named at any moment.
  css: { postcss: { plugins: command === 'build' ? [onlyUsed] : [] } },
}))
