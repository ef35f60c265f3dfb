import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { varFolder } from '../database/environment.ts'

/** The folder of what this installation keeps on disk (`AQUEDUTO_VAR`, or `var/` beside the code, by environment). */
export function varPath(...parts: string[]): string {
  const root =
    process.env.AQUEDUTO_VAR ?? varFolder(fileURLToPath(new URL('../../', import.meta.url)))
  // An environment whose database is elsewhere has no folder before something is kept in it.
  if (!existsSync(root)) mkdirSync(root, { recursive: true, mode: 0o755 })
  return join(root, ...parts)
}

/** A random secret made at first use and kept in the var folder, readable only by its owner. */
export function localSecret(name: string): string {
  const file = varPath(name)
  if (!existsSync(file)) {
    mkdirSync(varPath(), { recursive: true })
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  }
  return readFileSync(file, 'utf8')
}
