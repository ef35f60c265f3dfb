import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Inter (SIL Open Font License 1.1), as text of font faces, so that a document looks the same on a machine without fonts. */
export function fontFaces(): string {
  cached ??= WEIGHTS.map(fontFace).join('')
  return cached
}

const WEIGHTS = [400, 600, 700] as const
let cached: string | undefined

function fontFace(weight: number): string {
  const file = import.meta.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`)
  const data = readFileSync(fileURLToPath(file)).toString('base64')
  return `@font-face{font-family:"Inter";font-style:normal;font-weight:${weight};src:url(data:font/woff2;base64,${data}) format("woff2")}`
}
