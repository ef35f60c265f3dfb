import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { DocumentError } from './errors.ts'

/** A browser to start: its program and what its environment needs on top of ours. */
interface BrowserBinary {
  readonly path: string
  readonly env: Readonly<Record<string, string>>
}

/** How to start the browser, in the words that Puppeteer and Playwright share. */
export async function chromiumLaunchOptions(chosen = process.env['CHROMIUM_PATH']): Promise<{
  executablePath: string
  args: string[]
  env: Record<string, string>
}> {
  const { path, env } = await findBrowser(chosen)
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined
  )
  return {
    executablePath: path,
    // Chromium's own sandbox does not start as root; what it would contain is refused by the pages anyway.
    args: process.getuid?.() === 0 ? [...ARGUMENTS, '--no-sandbox'] : [...ARGUMENTS],
    env: { ...Object.fromEntries(inherited), ...env },
  }
}

const ARGUMENTS = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--no-pings',
  '--font-render-hinting=none',
] as const

const SYSTEM_BROWSERS: Readonly<Record<string, readonly string[]>> = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(
    (name) => `/usr/bin/${name}`
  ),
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

/**
 * The browser that prints: `CHROMIUM_PATH` when set; on Linux x64 the one that comes with npm, with its own libraries
 * and font configuration (nothing of the machine is needed); elsewhere an installed Chrome.
 */
async function findBrowser(chosen: string | undefined): Promise<BrowserBinary> {
  if (chosen !== undefined && chosen !== '') {
    if (!existsSync(chosen))
      throw noBrowser(`CHROMIUM_PATH points to ${chosen}, which does not exist`)
    return { path: chosen, env: {} }
  }
  if (process.platform === 'linux' && process.arch === 'x64') return bundledBrowser()
  const found = SYSTEM_BROWSERS[process.platform]?.find((path) => existsSync(path))
  if (found === undefined) {
    throw noBrowser(`no Chrome found on ${process.platform} ${process.arch}; set CHROMIUM_PATH`)
  }
  return { path: found, env: {} }
}

/** Unpacks the npm binary once per user and version. The rename makes it whole or absent, whoever else unpacks it. */
async function bundledBrowser(): Promise<BrowserBinary> {
  const require = createRequire(import.meta.url)
  const entry = require.resolve('@sparticuz/chromium')
  const { version } = require(join(dirname(entry), '..', 'package.json')) as { version: string }
  const root = join(tmpdir(), `aqueduto-chromium-${userInfo().uid}`)
  const folder = join(root, version)
  await privateFolder(root)
  if (!existsSync(join(folder, 'chromium'))) await unpack(entry, root, folder)
  await nameFonts(folder)
  const libraries = [process.env['LD_LIBRARY_PATH'], join(folder, 'al2023', 'lib')]
  return {
    path: join(folder, 'chromium'),
    env: {
      FONTCONFIG_PATH: join(folder, 'fonts'),
      LD_LIBRARY_PATH: libraries.filter(Boolean).join(delimiter),
    },
  }
}

/**
 * The package's own list of font folders names places of another system; where none exists the browser stops at the
 * first text in a font that the page does not bring.
 */
async function nameFonts(folder: string): Promise<void> {
  const list = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts', 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts', 'cache')}</cachedir>
</fontconfig>
`
  await writeFile(join(folder, 'fonts', 'fonts.conf'), list)
}

/** The temporary folder is everyone's: a folder that another user made first is refused, not trusted. */
async function privateFolder(root: string): Promise<void> {
  await mkdir(root, { recursive: true, mode: 0o700 })
  const { uid, mode } = await stat(root)
  if (uid !== userInfo().uid || (mode & 0o022) !== 0) {
    throw noBrowser(`${root} belongs to someone else or others may write to it; remove it`)
  }
}

async function unpack(entry: string, root: string, folder: string): Promise<void> {
  const staging = await mkdtemp(join(root, 'unpacking-'))
  try {
    // The package unpacks into the temporary folder of its process, and its libraries only where it sees this variable.
    const env = { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }
    const script = `const { default: chromium } = await import(process.argv[1]); await chromium.executablePath()`
    await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', script, '--', entry],
      { env, timeout: 120_000 }
    )
    await rename(staging, folder)
  } catch (cause) {
    await rm(staging, { recursive: true, force: true })
    if (existsSync(join(folder, 'chromium'))) return
    throw noBrowser('the browser that comes with npm could not be unpacked', cause)
  }
}

function noBrowser(reason: string, cause?: unknown): DocumentError {
  return new DocumentError(
    'E_DOCUMENTS_NO_BROWSER',
    {
      message: `No browser to print with: ${reason}`,
      pt: 'O gerador de PDF não está disponível neste servidor.',
    },
    { cause }
  )
}
