/**
 * `npm test`: the whole suite in two lanes at once, each with a folder and a database server of its own that end with it,
 * so that neither meets what the other writes. With arguments it is `node ace test` with them: `npm test -- unit`.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const MAIN = process.env.AQUEDUTO_VAR ?? join(ROOT, 'var')
const LANES = join(MAIN, 'lanes')
const RESULTS = 'test-results.json'
/** The first lane has booted and written what both read. */
const BOOTED = 'functional / '

const files = (...patterns) => patterns.map((pattern) => `--files=${pattern}`)
/** What each lane runs, one after the other; about as long as the other's. */
const FIRST = [
  [
    'functional',
    ...files(
      'tests/functional/*',
      ...['scenarios', 'faults', 'conformance'].map((room) => `tests/${room}/*`)
    ),
  ],
]
const SECOND = [
  ['functional', ...files('tests/architecture/*', 'tests/security/*')],
  ['unit', 'browser'],
]

/** Runs a command of the system in the folder of a lane, if one is given; `tell` takes what it prints. */
function ace(args, tell, folder) {
  const child = spawn(process.execPath, [join(ROOT, 'ace.js'), ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...(folder && { AQUEDUTO_VAR: folder, AQUEDUTO_TEST_SERVER: 'throwaway' }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', tell)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal))
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)))
}

const print = (chunk) => process.stdout.write(chunk)

const resultsIn = (folder) => {
  const file = join(folder, RESULTS)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

/** Requirement ids that failed anywhere have failed. */
function joinResults(folders) {
  const all = resultsIn(MAIN)
  const found = {}
  for (const [id, outcome] of folders.flatMap((folder) => Object.entries(resultsIn(folder)))) {
    found[id] = outcome === 'failed' || found[id] === 'failed' ? 'failed' : 'passed'
  }
  writeFileSync(join(MAIN, RESULTS), JSON.stringify({ ...all, ...found }, null, 1))
}

/** @returns 0 when every step passed */
async function runLane(steps, folder, tell) {
  mkdirSync(folder, { recursive: true })
  let failed = 0
  for (const step of steps) failed = (await ace(['test', ...step], tell, folder)) || failed
  await ace(['db:stop'], () => {}, folder)
  return failed
}

async function runAll() {
  const folders = ['1', '2'].map((lane) => join(LANES, lane))
  let booted
  const isBooted = new Promise((resolve) => (booted = resolve))
  const first = runLane(FIRST, folders[0], (chunk) => {
    print(chunk)
    if (chunk.includes(BOOTED)) booted()
  })
  await Promise.race([isBooted, first])
  const kept = []
  let tell = (chunk) => kept.push(chunk)
  const second = runLane(SECOND, folders[1], (chunk) => tell(chunk))
  const firstCode = await first
  kept.forEach(print)
  tell = print
  const secondCode = await second
  joinResults(folders)
  rmSync(LANES, { recursive: true, force: true })
  return firstCode || secondCode
}

const args = process.argv.slice(2)
process.exitCode = await (args.length ? ace(['test', ...args], print) : runAll())
