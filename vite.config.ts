import { globSync } from 'node:fs'
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
        // Editors of the Studio: each is loaded by the page of its kind alone.
        ...globSync(['templates/ui/studio/editors/*.js', 'plugins/*/studio/*.js']),
      ],
      reload: ['templates/ui/**/*.edge'],
    }),
  ],
  // The rooms that run in the browser too are named as on the server.
  resolve: {
    alias: [
      { find: /^#core\/(.+)$/, replacement: `${import.meta.dirname}/core/$1.ts` },
      { find: /^#studio\/(.+)$/, replacement: `${import.meta.dirname}/templates/ui/studio/$1.js` },
    ],
  },
  // While screens are being written, a class may be named at any moment.
  css: { postcss: { plugins: command === 'build' ? [onlyUsed] : [] } },
}))
