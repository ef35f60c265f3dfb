import { defineConfig } from 'vite'
import adonisjs from '@adonisjs/vite/client'

export default defineConfig({
  plugins: [
    adonisjs({
      entryPoints: ['templates/ui/assets/app.css', 'templates/ui/assets/app.js'],
      reload: ['templates/ui/**/*.edge'],
    }),
  ],
})
